// Pure. The form of a proposal, and which entries a department can name in it.

import { CONDITIONS, type Condition, type Proposal } from '../assignments/assignments.contract.ts';
import type { Lists } from '../lists/lists.contract.ts';

export interface EntryChoice {
  value: string;
  label: string;
  group: string;
}

export const emptyProposal = (department: string): Proposal => ({
  ...(Object.fromEntries(CONDITIONS.map((name) => [name, ''])) as Record<Condition, string>),
  department,
  title: '',
  what: '',
  kind: 'listed',
  entryCode: '',
  asked: 'cooperating',
  bodies: [],
  startDay: '',
  endDay: '',
});

/** @param text reads a field of the form, `all` all ticks of one */
export function proposalFrom(
  department: string,
  text: (name: string) => string,
  all: (name: string) => readonly string[],
): Proposal {
  const trimmed = (name: string) => text(name).trim();
  return {
    ...(Object.fromEntries(CONDITIONS.map((name) => [name, trimmed(name)])) as Record<Condition, string>),
    department,
    title: trimmed('title').replace(/\s+/g, ' '),
    what: trimmed('what'),
    kind: trimmed('kind') as Proposal['kind'],
    entryCode: trimmed('entryCode').toUpperCase(),
    asked: text('asked') === 'lead' ? 'lead' : 'cooperating',
    bodies: [...new Set(all('bodies').map((code) => code.trim()))].filter((code) => code !== ''),
    startDay: trimmed('startDay'),
    endDay: trimmed('endDay'),
  };
}

/** What the department leads or is competent for, and what townships have the power for themselves. */
export function entriesFor(department: string, { territorialItems, serviceItems, powerItems }: Lists): EntryChoice[] {
  const option = (group: string) => (entry: { code: string; name: string }) => ({
    value: entry.code,
    label: `${entry.code} ${entry.name}`,
    group,
  });
  const isOwn = (codes: readonly string[]) => codes.includes(department);
  return [
    ...territorialItems
      .filter(({ leadDepartmentCodes }) => isOwn(leadDepartmentCodes))
      .map(option('属地清单：本部门牵头')),
    ...serviceItems
      .filter(({ departmentCodes, level }) => level === 'township' && isOwn(departmentCodes))
      .map(option('办事事项：本部门主管')),
    ...powerItems.map(option('权责清单：镇街自己的权责')),
  ];
}
