// Pure. Proposals as they are stored ↔ as programs see and write them.

import {
  type AssignmentState,
  CONDITIONS,
  type Condition,
  type Proposal,
} from '../assignments/assignments.contract.ts';
import type { Evidence } from '../assignments/gate.rules.ts';
import { bodyName, entryAddress, refusalOf } from '../assignments/ledger.rules.ts';
import type { Directory } from '../directory/directory.contract.ts';
import { departmentRef } from '../lists/duties.rules.ts';
import type { AdmissionAnswer, AdmissionItem, ProposalBody } from './admissions.contract.ts';
import { iso, isoOrNull } from './shapes.mapping.ts';

export interface AdmissionRecord {
  id: string;
  state: AssignmentState;
  version: number;
  proposal: Proposal;
  entry: Evidence | null;
  rule: string | null;
  answer: string;
  createdAt: number;
  decidedAt: number | null;
}
/** `content`: JSON of the step, with the note that was written. */
export interface AdmissionStep {
  seq: number;
  at: number;
  action: string;
  content: string;
}

export function proposalOf(department: string, body: ProposalBody): Proposal {
  const conditions = Object.fromEntries(CONDITIONS.map((name) => [name, body[name].trim()]));
  return {
    ...(conditions as Record<Condition, string>),
    department,
    title: body.title.trim().replace(/\s+/g, ' '),
    what: body.what.trim(),
    kind: body.kind,
    entryCode: body.entryCode.trim().toUpperCase(),
    asked: body.asked,
    bodies: [...new Set(body.bodies.map((code) => code.trim()))].filter((code) => code !== ''),
    startDay: body.startDay.trim(),
    endDay: body.endDay.trim(),
  };
}

export function noteOf({ content }: Pick<AdmissionStep, 'content'>): string {
  const { note } = JSON.parse(content) as { note?: unknown };
  return typeof note === 'string' ? note : '';
}

export function admissionItem(row: AdmissionRecord, directory: Directory): AdmissionItem {
  const { id, state, version, proposal } = row;
  const department = departmentRef(proposal.department, directory);
  return {
    id,
    state,
    version,
    department: { code: department.code, name: department.name },
    title: proposal.title,
    kind: proposal.kind,
    asked: proposal.asked,
    bodies: proposal.bodies.map((code) => ({ code, name: bodyName(code, directory) })),
    startDay: proposal.startDay,
    endDay: proposal.endDay,
    createdAt: iso(row.createdAt),
    decidedAt: isoOrNull(row.decidedAt),
  };
}

export function admissionAnswer(
  row: AdmissionRecord,
  steps: readonly AdmissionStep[],
  possible: readonly string[],
  directory: Directory,
): AdmissionAnswer {
  const { proposal, entry } = row;
  return {
    ...admissionItem(row, directory),
    what: proposal.what,
    entry: entry && { code: entry.code, name: entry.name, version: entry.version, address: entryAddress(entry) },
    conditions: Object.fromEntries(CONDITIONS.map((name) => [name, proposal[name]])) as Record<Condition, string>,
    refusal: row.state === 'refused' ? refusalOf(row.rule, row.answer) : null,
    history: steps.map((step) => ({ seq: step.seq, at: iso(step.at), action: step.action, note: noteOf(step) })),
    possible: [...possible],
  };
}
