// Pure. What somebody types to come back to a case, and what they ask to be done with it.

import * as v from 'valibot';
import type { CitizenAction } from '../cases/cases.contract.ts';
import { type Reading, readCode, readNumber } from '../cases/receipt.rules.ts';
import {
  deletionSchema,
  rateSchema,
  rejectSchema,
  supplementSchema,
  withdrawSchema,
} from '../cases/status.contract.ts';
import type { Fault, Posted } from './intake.contract.ts';
import { clean } from './intake.rules.ts';

type FieldFault = Pick<Fault, 'field' | 'text'>;

const first = (posted: Posted, name: string): string => clean([posted[name] ?? ''].flat()[0] ?? '');

const WRONG: Record<'length' | 'symbol' | 'check', string> = {
  length: '位数不对，请对着回执再看一遍。',
  symbol: '里面有不该有的字。只有数字和英文字母。',
  check: '有一位写错了，请对着回执再看一遍。',
};

export interface Typed {
  number: string;
  code: string;
  /** Found out from the check symbols: nothing is asked of the database, and it costs no attempt. */
  faults: FieldFault[];
}

export function readTyped(posted: Posted): Typed {
  const [number, code] = [first(posted, 'number'), first(posted, 'code')];
  const faults: FieldFault[] = [];
  const look = (field: string, label: string, digits: string, typed: string, reading: Reading) => {
    if (typed.trim() === '') faults.push({ field, text: `请写${label}，是回执上的 ${digits} 位。` });
    else if (!reading.ok) faults.push({ field, text: `${label}${WRONG[reading.reason]}` });
    return reading.ok ? reading.value : typed.slice(0, 40);
  };
  return {
    number: look('number', '回执号', '8', number, readNumber(number)),
    code: look('code', '查询码', '12', code, readCode(code)),
    faults,
  };
}

/** What the forms of the tracking page do; photos have a form of their own. */
export const ACTS = ['supplement', 'withdraw', 'reject', 'rate', 'deletion'] as const satisfies CitizenAction[];
export type Act = (typeof ACTS)[number];

export type ActBody =
  | { act: 'supplement'; body: { text: string } }
  | { act: 'withdraw' | 'reject' | 'deletion'; body: { reason: string } }
  | { act: 'rate'; body: { level: number; text: string } };

const SCHEMAS = {
  supplement: supplementSchema,
  withdraw: withdrawSchema,
  reject: rejectSchema,
  rate: rateSchema,
  deletion: deletionSchema,
};

/** What was typed into the form of each act, to stand there again when it was refused. */
export type Typing = Partial<Record<Act, { text: string; level: string }>>;
export type ReadAct = { typing: Typing } & (
  | { ok: true; asked: ActBody; key: string }
  | { ok: false; faults: FieldFault[] }
);

/** The act that was posted, null when it is none of ours. What is wrong names the field of its form. */
export function readAct(posted: Posted): ReadAct | null {
  const act = ACTS.find((one) => one === first(posted, 'act'));
  const key = v.safeParse(v.pipe(v.string(), v.uuid()), first(posted, 'key'));
  if (act === undefined || !key.success) return null;
  const text = first(posted, `${act}-text`);
  const level = Number(first(posted, 'level') || Number.NaN);
  const body = act === 'rate' ? { level, text } : act === 'supplement' ? { text } : { reason: text };
  const typing = { [act]: { text, level: first(posted, 'level') } };
  const read = v.safeParse(SCHEMAS[act], body);
  if (!read.success)
    return {
      ok: false,
      typing,
      faults: read.issues.map((issue) => ({
        field: issue.path?.[0]?.key === 'level' ? 'level' : `${act}-text`,
        text: issue.message,
      })),
    };
  return { ok: true, typing, asked: { act, body } as ActBody, key: key.output };
}

const SHANGHAI = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'long',
  timeStyle: 'short',
});

/** An ISO moment as a clock on the wall says it: `2026年11月23日 19:25`. */
export const shanghaiTime = (iso: string): string => SHANGHAI.format(new Date(iso));
