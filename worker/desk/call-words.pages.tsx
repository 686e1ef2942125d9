/** @jsxImportSource hono/jsx */
/** How a call is named wherever one is shown. */
import type { StoredCall } from '../calls/calls.usecases.ts';
import { holderName } from '../cases/handling.rules.ts';
import { idText } from '../cases/trail.rules.ts';
import type { DeskContent } from './desk.contract.ts';
import { Due, type Times } from './line.pages.tsx';
import { momentText } from './moments.rules.ts';

export const callPath = (id: number): `/desk/calls/${string}` => `/desk/calls/${idText(id)}`;
export const callNumber = ({ year, serial }: Pick<StoredCall, 'year' | 'serial'>): string => `${year}-${serial}`;

/** As holders are named; the township itself, not its counter. */
export function organText(organ: string, { directory }: Pick<DeskContent, 'directory'>): string {
  const township = directory.divisions.find(({ code }) => `T${code}` === organ);
  return township?.name ?? holderName(organ, directory);
}

/** Limits in minutes and hours need the hour too. */
export function CallDue({ call, times }: { call: Pick<StoredCall, 'kind' | 'dueAt'>; times: Times }) {
  const { dueAt, kind } = call;
  if (dueAt === null) return null;
  if (kind !== 'urgent') return <Due dueAt={dueAt} {...times} />;
  return (
    <>
      {momentText(dueAt)} {dueAt < times.now && <span class="tag late">已超时</span>}
    </>
  );
}
