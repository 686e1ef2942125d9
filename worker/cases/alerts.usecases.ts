/**
 * The clocks at work. What is to be said follows from the moment and from what stands in the database alone: a tick
 * that is missed, late or doubled leaves the same behind.
 */
import { dayOf } from '../calendar/calendar.rules.ts';
import type { Write } from '../platform/database.ts';
import { type AlertKind, edgesAt, isSettled, LEVELS, levelOf } from './alerts.rules.ts';
import {
  type AlertLine,
  alertWrite,
  answeredBefore,
  dueSoon,
  overdueIds,
  partsDue,
  writeAlerts,
} from './alerts.store.ts';
import { transitionFor } from './cases.rules.ts';
import { type CaseRow, changeCase, readCase } from './cases.store.ts';
import type { OutboxPayload } from './outbox.contract.ts';
import { messageIf } from './outbox.store.ts';
import { makeStep } from './steps.usecases.ts';
import { idText } from './trail.rules.ts';
import { type ActionName, REJECT_DAYS } from './transitions.data.ts';
import type { CaseWorld } from './world.usecases.ts';

const DAY_MS = 86_400_000;
/** Cases that one run takes a step of; each costs about five statements of the 1,000 that D1 allows. */
const MOST_STEPS = 80;
/** Warnings are written all at once. */
const MOST_LINES = 1000;

/**
 * Case, limit and kind: the same event has the same name however often it is found.
 * @param seq of the step that an escalation is; a case that was reopened overdue goes up once more
 */
function messageOf(line: AlertLine, now: number, seq: number | null): OutboxPayload {
  const { id, due, kind, holder, part } = line;
  const more = `${part === '' ? '' : `.${part}`}${seq === null ? '' : `.${seq}`}`;
  return {
    id: `${kind}.${idText(id)}.${dayOf(due)}${more}`,
    event: kind === 'warning' ? 'case.warned' : 'case.escalated',
    at: new Date(now).toISOString(),
    case: idText(id),
    holder,
    due: dayOf(due),
    ...(kind !== 'warning' && { to: kind }),
  };
}

/** Holders and co-handlers whose limit is near, and co-handlers whose limit is over. */
async function sayOnce(world: CaseWorld): Promise<number> {
  const { db, now, content } = world;
  const edges = edgesAt(content.calendar, now);
  const lines = [...(await dueSoon(db, edges, MOST_LINES)), ...(await partsDue(db, edges, MOST_LINES))];
  await writeAlerts(db, lines, world.sender ? lines.map((line) => messageOf(line, now, null)) : [], now);
  return lines.length;
}

const STEPS: Readonly<Record<1 | 2, { action: ActionName; kind: AlertKind }>> = {
  [LEVELS.leader]: { action: 'escalate', kind: 'leader' },
  [LEVELS.coordinator]: { action: 'escalate-further', kind: 'coordinator' },
};

/**
 * One step by the system. @returns the case after it; null when it is not possible (any more) or somebody was faster:
 * then the next run looks again
 */
async function stepBySystem(
  world: CaseWorld,
  row: CaseRow,
  action: ActionName,
  set: Partial<CaseRow>,
  line: AlertLine | null,
): Promise<CaseRow | null> {
  const transition = transitionFor(row, action, 'system', world.now);
  if (transition === null) return null;
  const also = (ifThat: Parameters<typeof alertWrite>[2]): Write[] =>
    line === null
      ? []
      : [
          alertWrite(line, world.now, ifThat),
          ...(world.sender ? [messageIf(messageOf(line, world.now, row.version + 1), world.now, ifThat)] : []),
        ];
  const parts = { actor: 'system', note: '', from: 'office', set, also } as const;
  const { change, after } = await makeStep(world, row, action, transition, parts, null);
  return (await changeCase(world.db, change)) ? after : null;
}

/** Up one level after the other, so that ticks that were missed leave the same steps behind. */
async function escalate(world: CaseWorld, id: number): Promise<number> {
  let row = await readCase(world.db, id);
  let steps = 0;
  const edges = edgesAt(world.content.calendar, world.now);
  while (row !== null && row.closedAt === null && row.dueAt !== null) {
    const level = (row.escalation + 1) as 1 | 2;
    if (levelOf(row.dueAt, edges) < level) break;
    const { action, kind } = STEPS[level];
    const line = { id, due: row.dueAt, kind, part: '', holder: row.holder };
    row = await stepBySystem(world, row, action, { escalation: level }, line);
    if (row !== null) steps++;
  }
  return steps;
}

/** Warns, and sends up what is overdue. */
export async function tick(world: CaseWorld): Promise<Record<string, number>> {
  const said = await sayOnce(world);
  const edges = edgesAt(world.content.calendar, world.now);
  let escalated = 0;
  for (const id of await overdueIds(world.db, edges, MOST_STEPS)) escalated += await escalate(world, id);
  return { said, escalated };
}

/** Closes what was answered, once the days are over within which the answer can be sent back. */
export async function completeSettled(world: CaseWorld): Promise<Record<string, number>> {
  const before = world.now - REJECT_DAYS * DAY_MS;
  let completed = 0;
  for (const id of await answeredBefore(world.db, before, MOST_STEPS)) {
    const row = await readCase(world.db, id);
    if (row === null || !isSettled(row.history, world.now)) continue;
    if ((await stepBySystem(world, row, 'complete', {}, null)) !== null) completed++;
  }
  return { completed };
}
