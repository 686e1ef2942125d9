// Pure. What may stand in the register of delegations, and how the public reads it.

import { isDay } from '../calendar/calendar.rules.ts';
import type { Directory } from '../directory/directory.contract.ts';
import { isTownship } from '../directory/directory.rules.ts';
import { departmentRef } from '../lists/duties.rules.ts';
import type { Lists } from '../lists/lists.contract.ts';
import {
  DELEGATION_KINDS,
  type DelegationAnswer,
  type DelegationFacts,
  type DelegationKind,
  LEGAL_FORMS,
  type ListChange,
} from './delegations.contract.ts';
import { bodyName } from './ledger.rules.ts';
import type { FieldFault } from './proposal.rules.ts';

export interface DelegationDraft extends DelegationFacts {
  kind: DelegationKind;
  batch: number;
}

const MOST_WORDS = 500;
const MOST_CHANGES = 60;

export const nameOfEntry = (code: string, lists: Lists): string | null =>
  [...lists.territorialItems, ...lists.powerItems, ...lists.serviceItems].find((entry) => entry.code === code)?.name ??
  null;

/** `P001 镇街可以自己审批` on each line. @returns the changes, and the lines that name no entry */
export function readChanges(text: string, lists: Lists): { changes: ListChange[]; wrong: string[] } {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const read = lines.map((line) => {
    const [, code = '', change = ''] = /^(\S+)\s+(.+)$/.exec(line) ?? [];
    return { line, code: code.toUpperCase(), change };
  });
  const isRight = ({ code, change }: ListChange) => change !== '' && nameOfEntry(code, lists) !== null;
  return {
    changes: read.filter(isRight).map(({ code, change }) => ({ code, change })),
    wrong: read.filter((one) => !isRight(one)).map(({ line }) => line),
  };
}

export const writeChanges = (changes: readonly ListChange[]): string =>
  changes.map(({ code, change }) => `${code} ${change}`).join('\n');

export function delegationFaults(draft: DelegationDraft, wrongLines: number, directory: Directory): FieldFault[] {
  const { kind, batch, what, department, townships, legalForm, document, documentDay, startDay, endDay } = draft;
  const all: [boolean, string, string][] = [
    [(DELEGATION_KINDS as readonly string[]).includes(kind), 'kind', '请选下放的是哪一类。'],
    [Number.isInteger(batch) && batch >= 1 && batch <= 99, 'batch', '请写第几批，1 到 99。'],
    [what !== '', 'what', '请写下放了什么。'],
    [what.length <= MOST_WORDS, 'what', `内容最多写 ${MOST_WORDS} 个字。`],
    [directory.departments.some(({ code }) => code === department), 'department', '请选是哪个部门下放的。'],
    [
      townships.length > 0 &&
        townships.every((code) => directory.divisions.some((one) => one.code === code && isTownship(one))),
      'townships',
      '请选下放到哪些镇街。不能下放到村（社区）。',
    ],
    [(LEGAL_FORMS as readonly string[]).includes(legalForm), 'legalForm', '请选法律形式。'],
    [document !== '' && document.length <= 200, 'document', '请写文件的文号或者名称，200 字以内。'],
    [isDay(documentDay), 'documentDay', '请写文件日期。'],
    [isDay(startDay), 'startDay', '请写从哪天起。'],
    [endDay === '' || (isDay(endDay) && endDay >= startDay), 'endDay', '止的日期不能早于起；没有止就空着。'],
    [
      wrongLines === 0 && draft.changes.length <= MOST_CHANGES,
      'changes',
      '清单变化每行写一项：先写清单编号，空一格，再写怎么变。有一行的编号不在清单里，或者没有写怎么变。',
    ],
  ];
  return all.filter(([isRight]) => !isRight).map(([, field, text]) => ({ field, text }));
}

export interface Registered {
  id: string;
  kind: DelegationKind;
  batch: number;
  facts: DelegationFacts;
  revokedFrom: string | null;
  revocation: string;
  hash: string;
}

export function delegationAnswer(row: Registered, lists: Lists, directory: Directory): DelegationAnswer {
  const { facts } = row;
  const { code, name } = departmentRef(facts.department, directory);
  return {
    id: row.id,
    batch: row.batch,
    kind: row.kind,
    what: facts.what,
    department: { code, name },
    townships: facts.townships.map((township) => ({ code: township, name: bodyName(township, directory) })),
    legalForm: facts.legalForm,
    document: facts.document,
    documentDay: facts.documentDay,
    startDay: facts.startDay,
    endDay: facts.endDay === '' ? null : facts.endDay,
    changes: facts.changes.map((change) => ({ ...change, name: nameOfEntry(change.code, lists) ?? '' })),
    revoked: row.revokedFrom === null ? null : { from: row.revokedFrom, why: row.revocation },
    hash: row.hash,
  };
}
