// Pure. Who is told of which step of a proposal.

import type { OutboxPayload } from '../cases/outbox.contract.ts';
import { stepMessages } from '../cases/outbox.rules.ts';
import type { AssignmentState, Proposal } from './assignments.contract.ts';

const OFFICE = 'C';

/** By the step: the department that proposes, the townships that it is about, the coordinating office. */
const TOLD: Readonly<Record<string, readonly ('department' | 'townships' | 'office')[]>> = {
  propose: ['office'],
  admit: ['townships'],
  reject: [],
  // Who has examined does not decide as well: another one of the same office has to look.
  examine: ['office'],
  approve: ['department', 'townships'],
  refuse: ['department'],
  withdraw: ['office'],
  lapse: ['department', 'office'],
  end: ['department', 'townships'],
  'end-early': ['department', 'townships', 'office'],
  remark: ['department', 'office'],
};

/** @param by organ of whoever took the step; null: it happened by itself */
export function assignmentMessages(
  id: string,
  { department, bodies }: Pick<Proposal, 'department' | 'bodies'>,
  step: { action: string; seq: number; at: number; state: AssignmentState },
  by: string | null,
): OutboxPayload[] {
  const organs = {
    department: [`D${department}`],
    townships: [...new Set(bodies)].map((code) => `T${code}`),
    office: [OFFICE],
  };
  const tellings = (TOLD[step.action] ?? []).flatMap((who) => organs[who]).map((holder) => ({ holder }));
  const doer = by === null || step.action === 'examine' ? [] : [by];
  return stepMessages({ kind: 'assignment', record: id }, step, tellings, doer);
}
