/** Goes through the whole trail, page by page, and stops at the first broken link. */
import type { Keys } from '../platform/keys.ts';
import { dayNumber, dayText, idText, readDay } from './trail.rules.ts';
import { AUDIT_SQL } from './trail.store.ts';
import { eventMac, publicKeys } from './trail.usecases.ts';
import {
  type AuditCase,
  type AuditEvent,
  type AuditRoot,
  auditAnchor,
  auditCase,
  auditEvent,
  auditRoot,
  type Break,
} from './trail-audit.rules.ts';

export interface Audit {
  found: Break | null;
  cases: number;
  events: number;
  /** Signed days. */
  days: number;
  /** Events in the root of the day after theirs: a journal was read back in. */
  late: number;
  /** Events of days that are not signed yet. */
  waiting: number;
}

/** Runs a reading statement wherever the database is. */
export type RunSql = <Row>(sql: string) => Promise<Row[]>;

const PAGE = 5_000;
/** A root carries its leaves: fewer at a time. */
const ROOT_PAGE = 50;
/** A case that came in while the audit was under way is not in the list of cases yet. */
const GRACE_MS = 60_000;

/** @param now milliseconds since 1970-01-01T00:00Z */
export async function auditTrail(run: RunSql, keys: Keys, now: number): Promise<Audit> {
  const audit: Audit = { found: null, cases: 0, events: 0, days: 0, late: 0, waiting: 0 };
  const stopAt = (found: Break): Audit => ({ ...audit, found });
  // Cases before events: what is added meanwhile makes a chain longer than its row says, never shorter.
  const cases = await readCases(run);
  audit.cases = cases.size;

  const anchored = new Map<string, number>();
  const known = publicKeys(keys);
  let lastRoot: AuditRoot | null = null;
  for await (const root of pages(run, ROOT_PAGE, (last: AuditRoot | null) =>
    AUDIT_SQL.roots(last?.day ?? '', ROOT_PAGE),
  )) {
    const result = await auditRoot(lastRoot, root, known.get(root.kid));
    if (!result.ok) return stopAt(result.found);
    for (const leaf of result.leaves) anchored.set(leaf, readDay(root.day) ?? 0);
    lastRoot = root;
    audit.days++;
  }
  const lastDay = lastRoot ? readDay(lastRoot.day) : null;

  let before: AuditEvent | null = null;
  const finish = (last: AuditEvent): Break | null => {
    const row = cases.get(last.case_id);
    cases.delete(last.case_id);
    if (row) return auditCase(row, last);
    return last.at < now - GRACE_MS ? { kind: 'case-missing', caseId: idText(last.case_id) } : null;
  };
  const nextEvents = (last: AuditEvent | null) => AUDIT_SQL.events(last?.case_id ?? -1, last?.seq ?? 0, PAGE);
  for await (const event of pages(run, PAGE, nextEvents)) {
    if (before && before.case_id !== event.case_id) {
      const found = finish(before);
      if (found) return stopAt(found);
      before = null;
    }
    const found = await auditEvent(before, event, (hash) => eventMac(keys, hash));
    if (found) return stopAt(found);
    const anchor = auditAnchor(event, anchored.get(event.hash), lastDay);
    if (anchor === 'late') audit.late++;
    else if (anchor) return stopAt(anchor);
    if (lastDay === null || dayNumber(event.at) > lastDay) audit.waiting++;
    anchored.delete(event.hash);
    before = event;
    audit.events++;
  }
  const found = before ? finish(before) : null;
  if (found) return stopAt(found);
  for (const row of cases.values()) return stopAt({ kind: 'events-missing', caseId: idText(row.id) });
  for (const day of anchored.values()) return stopAt({ kind: 'leaf-without-event', day: dayText(day) });
  return audit;
}

async function readCases(run: RunSql): Promise<Map<number, AuditCase>> {
  const cases = new Map<number, AuditCase>();
  for await (const row of pages(run, PAGE, (last: AuditCase | null) => AUDIT_SQL.cases(last?.id ?? -1, PAGE)))
    cases.set(row.id, row);
  return cases;
}

/** Row after row; `sqlAfter` asks for what follows the last row of a page. */
async function* pages<Row>(run: RunSql, most: number, sqlAfter: (last: Row | null) => string): AsyncGenerator<Row> {
  for (let last: Row | null = null; ; ) {
    const page: Row[] = await run<Row>(sqlAfter(last));
    yield* page;
    last = page.at(-1) ?? null;
    if (page.length < most) return;
  }
}
