/** The evidence of duty: from events, readable, never a score. */
import { endOfDay } from '../calendar/calendar.rules.ts';
import { idText } from '../cases/trail.rules.ts';
import type { DutyFact } from '../lists/evidence.contract.ts';
import { listAssignments } from './assignments.store.ts';
import type { GateReading } from './assignments.usecases.ts';
import { nameOfEntry } from './delegations.rules.ts';
import { dutiesOfCase, isKeptFrom, isLateAt, type Reader } from './evidence.rules.ts';
import { casesInTurn, casesSince, readDuties, readHandled, writeDuties } from './evidence.store.ts';

/** Cases that are read at once, that one run reads for news, and that the sweep looks at besides. */
const AT_ONCE = 200;
const MOST_NEWS = 4_000;
const IN_TURN = 200;
/** News of the last two runs, so that one that was missed or late leaves no gap. */
const NEWS_MS = 2 * 3_600_000 + 600_000;
const MOST_SHOWN = 500;

export interface Period {
  /** Milliseconds since 1970-01-01T00:00Z, `until` exclusive. */
  from: number;
  until: number;
}

async function gather({ db, lists }: GateReading, ids: readonly number[], cursor: number | null): Promise<number> {
  const { rows, parts } = await readHandled(db, ids);
  const duties = rows.flatMap((row) =>
    dutiesOfCase(
      row,
      parts.filter(({ caseId }) => caseId === row.id),
    ),
  );
  return writeDuties(db, duties, lists.versions?.territorial ?? 0, cursor);
}

/**
 * Writes down what new steps say, and goes through all cases in turn besides, so that nothing stays wrong that a missed
 * run has left. Run twice, late or cut off: the same stands there in the end. It runs before the trail is anchored,
 * which takes events off the index by which news are found.
 * @returns rows that were new or other than before
 */
export async function gatherEvidence(world: GateReading): Promise<Record<string, number>> {
  const news = await casesSince(world.db, world.now - NEWS_MS, MOST_NEWS);
  let written = 0;
  for (let at = 0; at < news.length; at += AT_ONCE) written += await gather(world, news.slice(at, at + AT_ONCE), null);
  const { ids, cursor } = await casesInTurn(world.db, IN_TURN);
  written += await gather(world, ids, cursor);
  return { written };
}

/** What fell to these organs in cases. */
export async function caseFacts(
  world: GateReading,
  organs: readonly string[],
  period: Period,
  reader: Reader,
): Promise<DutyFact[]> {
  const { db, lists, now } = world;
  const rows = (await readDuties(db, organs, period, MOST_SHOWN)).filter(({ about }) => !isKeptFrom(about, reader));
  return rows.map(({ duty: row }) => ({
    organ: row.organ,
    as: row.as,
    source: 'case',
    record: idText(row.caseId),
    href: `/desk/cases/${idText(row.caseId)}`,
    what: (row.entryCode === null ? null : nameOfEntry(row.entryCode, lists)) ?? '还没对上清单的事项',
    entry: row.entryCode === null ? null : { code: row.entryCode, version: row.listVersion },
    fellAt: row.fellAt,
    dueAt: row.dueAt,
    actedAt: row.actedAt,
    doneAt: row.doneAt,
    isLate: isLateAt(row, now),
    isRefused: row.isRefused,
    reopened: row.reopened,
  }));
}

/** Admitted tasks: the department leads, the township helps, unless it has the power itself. */
export async function assignmentFacts(
  { db }: GateReading,
  organs: readonly string[],
  { from, until }: Period,
): Promise<DutyFact[]> {
  const facts = await Promise.all(
    organs.flatMap(async (organ): Promise<DutyFact[]> => {
      const [kind, code] = [organ.charAt(0), organ.slice(1)];
      if (kind !== 'D' && kind !== 'T') return [];
      const rows = await listAssignments(db, kind === 'D' ? { department: code } : { township: code }, MOST_SHOWN);
      return rows
        .filter(({ state, decidedAt }) => decidedAt !== null && (state === 'admitted' || state === 'ended'))
        .map((row) => ({
          organ,
          // A task is asked of the township; what it answers for itself is by its own powers.
          as: kind === 'D' || row.proposal.asked === 'lead' ? 'lead' : 'cooperating',
          source: 'assignment',
          record: row.id,
          href: `/desk/assignments/${row.id}`,
          what: row.proposal.title,
          entry: row.entry === null ? null : { code: row.entry.code, version: row.entry.version },
          fellAt: row.decidedAt ?? row.createdAt,
          dueAt: endOfDay(row.endDay),
          actedAt: null,
          doneAt: row.state === 'ended' ? endOfDay(row.endDay) : null,
          isLate: false,
          isRefused: false,
          reopened: 0,
        }));
    }),
  );
  return facts.flat().filter(({ fellAt }) => fellAt >= from && fellAt < until);
}
