// Pure. A case as the files of a package, and an answer of another system as it is read back.

import * as v from 'valibot';
import { isDay } from '../calendar/calendar.rules.ts';
import type { Directory } from '../directory/directory.contract.ts';
import type { StoredClock } from './clocks.rules.ts';
import { ruleOf, toldClocks } from './clocks.rules.ts';
import { holderName } from './handling.rules.ts';
import type { Step } from './history.rules.ts';
import { ANSWER_FORMAT, answerSchema, CASE_FORMAT, type ForeignAnswer } from './package.contract.ts';
import { titleOf } from './status.rules.ts';
import type { Matter } from './submission.rules.ts';
import { idText } from './trail.rules.ts';

/** What of an opened case goes into the package; as `OpenedCase`, of which the pure roles know nothing. */
export interface Packed {
  row: {
    id: number;
    kind: string;
    petitionKind: string | null;
    townshipCode: string;
    territorialCode: string | null;
    itemCode: string | null;
    state: string;
    identity: string;
    holder: string;
    createdAt: number;
    closedAt: number | null;
    groupSize: number;
    clocks: readonly StoredClock[];
    history: readonly Step[];
  };
  matter: Matter | null;
  person: { name: string; phone: string; address: string } | null;
  notes: ReadonlyMap<Step, string>;
  names: ReadonlyMap<number, string>;
}

const moment = (at: number) => new Date(at).toISOString();

/** Where a photograph lies in the package: `photos/01-3f2a….jpg`. */
export const photoPath = (at: number, id: string, type: string): string =>
  `photos/${String(at + 1).padStart(2, '0')}-${id.slice(0, 8).replace(/[^\w-]/g, '_')}.${type.replace('image/', '').replace('jpeg', 'jpg')}`;

/** `case.json`. What the exporter may not see is null. */
export function caseFile({ row, matter, person, notes, names }: Packed, directory: Directory): object {
  return {
    format: CASE_FORMAT,
    id: idText(row.id),
    receiptNumber: matter?.number ?? null,
    kind: row.kind,
    petitionKind: row.petitionKind,
    township: {
      code: row.townshipCode,
      name: directory.divisions.find(({ code }) => code === row.townshipCode)?.name ?? null,
    },
    village: matter?.village ?? null,
    place: matter?.place ?? null,
    text: matter?.text ?? null,
    wish: matter?.wish ?? null,
    persons: matter?.persons ?? null,
    source: matter?.source ?? null,
    identity: row.identity,
    person,
    groupSize: row.groupSize,
    territorialCode: row.territorialCode,
    itemCode: row.itemCode,
    state: row.state,
    holder: { code: row.holder, name: holderName(row.holder, directory) },
    createdAt: moment(row.createdAt),
    closedAt: row.closedAt === null ? null : moment(row.closedAt),
    clocks: toldClocks(row).map((clock) => ({
      id: clock.id,
      name: ruleOf(clock)?.name ?? null,
      basis: ruleOf(clock)?.basis ?? null,
      start: clock.start,
      day: clock.day,
      provisional: clock.provisional,
      pauses: clock.pauses,
      metAt: clock.metAt === null ? null : moment(clock.metAt),
    })),
    steps: row.history.map((step) => ({
      seq: step.seq,
      at: moment(step.at),
      action: step.action,
      title: titleOf(step.action),
      to: step.to,
      by: step.by === undefined ? null : (names.get(step.by) ?? null),
      note: notes.get(step) ?? null,
      data: step.data ?? null,
      file: step.file ?? null,
      hash: step.hash,
    })),
  };
}

/** What lies beside the files, for whoever opens the package. */
export const readmeFile = (id: string): string =>
  [
    '这是一件事的卷宗，从“一个窗口”导出。里面有个人信息，请按规定保管，用完删除。',
    '',
    'case.json      事项、期限、每一步',
    'chain.json     记录链：每一步的散列值，可以用 /verify 核对',
    'notices.json   出过的文书',
    'photos/        照片',
    'manifest.json  以上每个文件的大小和 SHA-256',
    '',
    '核对：逐个算文件的 SHA-256，和 manifest.json 里的比。',
    '',
    '在别的系统里答复了，把答复写成一个 JSON 文件（UTF-8），在这件事的“导入答复”里交回来：',
    JSON.stringify(
      {
        format: ANSWER_FORMAT,
        case: id,
        by: '答复单位',
        answeredOn: '2026-01-31',
        text: '答复内容',
        sha256: 'text 的 SHA-256（UTF-8）',
      },
      null,
      2,
    ),
    '',
  ].join('\r\n');

export type AnswerReading = { ok: true; answer: ForeignAnswer } | { ok: false; faults: string[] };

/**
 * @param json what was read out of the file; undefined when it was none
 * @param today `YYYY-MM-DD`
 * @param textHash SHA-256 of `text` as it came: see `sha256Text`
 */
export function readAnswer(
  json: unknown,
  { id, today, textHash }: { id: number; today: string; textHash: string },
): AnswerReading {
  if (json === undefined)
    return { ok: false, faults: ['这不是 JSON 文件，或者没有传完整。请让对方按卷宗里的说明再导出一次。'] };
  const result = v.safeParse(answerSchema, json);
  if (!result.success) return { ok: false, faults: [...new Set(result.issues.map(({ message }) => message))] };
  const answer = result.output;
  const faults: string[] = [];
  if (answer.case !== idText(id)) faults.push('这是另一件事的答复：文件里的事项编号和这件不一样。');
  if (!isDay(answer.answeredOn)) faults.push('“answeredOn”不是有的日子。');
  else if (answer.answeredOn > today) faults.push('“answeredOn”在今天之后，请核对。');
  if (answer.sha256 !== textHash) faults.push('校验码和内容对不上：内容在路上被改过，或者没有传完整。请让对方重新发。');
  return faults.length > 0 ? { ok: false, faults } : { ok: true, answer };
}

/** As it stands in the form of the answer: the citizen is told who answered. */
export const answerNote = ({ by, answeredOn, text }: ForeignAnswer): string => `${by} ${answeredOn} 答复：\n${text}`;
