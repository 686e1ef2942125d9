// Pure. Which bodies a call can go to: those that the list names, and nobody whom the matter is about.

import type { FieldFault } from '../cases/deskwork.contract.ts';
import { bodiesOf, type Duties, leads } from '../lists/duties.rules.ts';
import type { Call, CallPart } from './calls.contract.ts';

export type Excluded = Call['excluded'];

const isDepartment = (organ: string): boolean => organ.startsWith('D');
export const isExcluded = (excluded: Excluded, organ: string): boolean =>
  isDepartment(organ) && excluded.departments.includes(organ.slice(1));

/** The department that leads by the list, or the next one that does; null when there is none that can get it. */
export const leadBy = ({ lead, alsoLead }: Duties, excluded: Excluded): string | null =>
  [lead, ...alsoLead]
    .flatMap((ref) => (ref !== null && isDepartment(ref.organ) ? [ref.organ] : []))
    .find((organ) => !isExcluded(excluded, organ)) ?? null;

/** Departments that can be asked to help by this entry. */
export const helpersBy = ({ lead, alsoLead, supporting }: Duties, excluded: Excluded): string[] => [
  ...new Set(
    [lead, ...alsoLead, ...supporting].flatMap((ref) =>
      ref !== null && isDepartment(ref.organ) && !isExcluded(excluded, ref.organ) ? [ref.organ] : [],
    ),
  ),
];

/**
 * Who is to help: with a joint call everybody whom the entry names; otherwise those that were wished for, and always
 * those that lead as well.
 */
export function helpersOf(
  call: Pick<Call, 'kind' | 'excluded'>,
  duties: Duties,
  lead: string | null,
  wished: readonly string[],
) {
  const also = duties.alsoLead.map(({ organ }) => organ);
  return helpersBy(duties, call.excluded).filter(
    (organ) => organ !== lead && (call.kind === 'joint' || wished.includes(organ) || also.includes(organ)),
  );
}

const NOT_LISTED = '清单里没有这个编号，请照清单填，如 D01-001。';
const NOT_DOWN = '只能写市直部门。镇街、村（社区）不能再被推回来。';

/**
 * What is wrong with sending the call to this body by this entry.
 * @param need `lead`: it must have the main duty there, as a refusal must show; `any`: one of the duties
 */
export function bodyFaults(call: Call, organ: string, duties: Duties | null, need: 'lead' | 'any'): FieldFault[] {
  if (organ === '') return [{ field: 'body', text: '请选归哪个部门。' }];
  if (!isDepartment(organ)) return [{ field: 'body', text: NOT_DOWN }];
  if (duties === null || duties.entry.list !== 'territorial') return [{ field: 'entry', text: NOT_LISTED }];
  const { code, name } = duties.entry;
  const isNamed = need === 'lead' ? leads(duties, organ) : bodiesOf(duties).some((ref) => ref.organ === organ);
  if (!isNamed) {
    const duty = need === 'lead' ? '主体责任' : '责任';
    const who = [duties.lead, ...duties.alsoLead].flatMap((ref) => (ref === null ? [] : [ref.name])).join('、');
    const text = `清单 ${code}“${name}”里，这个部门没有${duty}，主体责任在${who}。请核对部门和编号。`;
    return [{ field: 'entry', text }];
  }
  if (need === 'lead' && organ === call.lead)
    return [{ field: 'body', text: '写的是您自己的单位。归自己的请签收；不归，请写归哪个部门。' }];
  return [];
}

/** Parts after the call has gone to a lead: who is asked from now on, and who no longer is. */
export function partsAfter(
  call: Call,
  lead: string,
  helpers: readonly string[],
  seq: number,
  now: number,
  dueAt: number,
): CallPart[] {
  const isOpen = (part: CallPart) => part.answeredAt === null && part.releasedAt === null;
  const stays = (part: CallPart) =>
    !isOpen(part) || (part.role === 'support' && part.organ !== lead && helpers.includes(part.organ));
  const kept = call.parts.map((part) => (stays(part) ? part : { ...part, releasedAt: now }));
  const has = (organ: string) =>
    kept.some((part) => part.role === 'support' && part.organ === organ && part.releasedAt === null);
  const asked = { askedSeq: seq, answeredAt: null, releasedAt: null, escalation: 0 };
  return [
    ...kept,
    { organ: lead, role: 'lead' as const, dueAt: null, ...asked },
    ...helpers
      .filter((organ) => organ !== lead && !has(organ))
      .map((organ) => ({ organ, role: 'support' as const, dueAt, ...asked })),
  ];
}

export const releaseAll = (parts: readonly CallPart[], now: number): CallPart[] =>
  parts.map((part) => (part.answeredAt === null && part.releasedAt === null ? { ...part, releasedAt: now } : part));
