// Pure. The public ledger: what was asked of townships, and what was said to it. No names of people.

import { dayOf } from '../calendar/calendar.rules.ts';
import type { Directory } from '../directory/directory.contract.ts';
import { departmentRef } from '../lists/duties.rules.ts';
import { CONDITIONS, type LedgerEntry, type Proposal } from './assignments.contract.ts';
import { GATE_RULES, type GateRule } from './gate.data.ts';
import type { Evidence } from './gate.rules.ts';

export interface DecidedRow {
  id: string;
  state: string;
  proposal: Proposal;
  entry: Evidence | null;
  rule: string | null;
  answer: string;
  decidedAt: number | null;
  hash: string;
}

/** The stable address of an entry in the version that was asked. */
export function entryAddress({ code, list, version }: Evidence): string {
  if (list === 'territorial') return `/api/v1/territorial-list/${code}?version=${version}`;
  return list === 'items' ? `/api/v1/items/${code}` : '/api/v1/power-list';
}

export const bodyName = (code: string, { divisions }: Pick<Directory, 'divisions'>): string =>
  divisions.find((division) => division.code === code)?.name ?? code;

export function refusalOf(rule: string | null, answer: string): LedgerEntry['refusal'] {
  const known: GateRule | undefined = GATE_RULES[rule as keyof typeof GATE_RULES];
  if (rule === null || known === undefined) return null;
  // The office's own words are its reason; the gate's are the way to apply, with what is missing.
  const isDecided = rule === 'decided';
  const howToApply = isDecided ? known.howToApply : answer || known.howToApply;
  return { rule, title: known.title, basis: known.basis, howToApply, note: isDecided ? answer : '' };
}

export function ledgerEntry(row: DecidedRow, directory: Directory): LedgerEntry {
  const { proposal, entry } = row;
  const { title, what, kind, asked, startDay, endDay } = proposal;
  const isOff = entry === null && row.state !== 'refused';
  const conditions = Object.fromEntries(CONDITIONS.map((name) => [name, proposal[name]]));
  const department = departmentRef(proposal.department, directory);
  return {
    id: row.id,
    state: row.state as LedgerEntry['state'],
    decidedOn: dayOf(row.decidedAt ?? 0),
    department: { code: department.code, name: department.name },
    townships: proposal.bodies.map((code) => ({ code, name: bodyName(code, directory) })),
    title,
    what,
    kind,
    asked,
    startDay,
    endDay,
    entry: entry && { code: entry.code, name: entry.name, version: entry.version, address: entryAddress(entry) },
    conditions: isOff ? (conditions as NonNullable<LedgerEntry['conditions']>) : null,
    refusal: row.state === 'refused' ? refusalOf(row.rule, row.answer) : null,
    hash: row.hash,
  };
}
