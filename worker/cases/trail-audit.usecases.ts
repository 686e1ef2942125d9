/** Goes through the whole trail, page by page, and stops at the first broken link. */
import type { Keys } from '../platform/keys.ts';
import { dayNumber, dayText, readDay } from './trail.rules.ts';
import { AUDIT_SQL } from './trail.store.ts';
import { eventMac, publicKeys } from './trail.usecases.ts';
import { auditAnchor, auditOld } from './trail-anchors.rules.ts';
import {
  type AuditCase,
  type AuditEvent,
  type AuditRoot,
  auditCase,
  auditEvent,
  auditRoot,
  type Break,
  type HashCheck,
  recordText,
} from './trail-audit.rules.ts';

/** What has chains of its own beside the cases: how its rows are read, in the shape of theirs. */
export interface Register {
  /** As the report names its records. */
  name: string;
  /** @param record the last one of the page before; null: from the first @returns SQL for `AuditEvent` rows by record and seq */
  events(record: number | string | null, seq: number, most: number): string;
  /** @returns SQL for `AuditCase` rows by id */
  records(id: number | string | null, most: number): string;
  /** How its events are hashed, where it is not as those of cases are. */
  hashes?: HashCheck;
}

export interface Audit {
  found: Break | null;
  cases: number;
  /** Of the other registers. */
  records: number;
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

const CASES: Register = {
  name: '事项',
  events: (id, seq, most) => AUDIT_SQL.events(Number(id ?? -1), seq, most),
  records: (id, most) => AUDIT_SQL.cases(Number(id ?? -1), most),
};

/** An event of another register whose place in the roots is judged when all have been seen. */
interface Old {
  register: string;
  event: AuditEvent;
  anchored: number | undefined;
}

/**
 * @param now milliseconds since 1970-01-01T00:00Z
 * @param registers all others that have events in the roots: see `tasks/trail.ts`
 */
export async function auditTrail(
  run: RunSql,
  keys: Keys,
  now: number,
  registers: readonly Register[] = [],
): Promise<Audit> {
  const audit: Audit = { found: null, cases: 0, records: 0, events: 0, days: 0, late: 0, waiting: 0 };
  const stopAt = (found: Break): Audit => ({ ...audit, found });
  // Records before events: what is added meanwhile makes a chain longer than its row says, never shorter.
  const rows = new Map<Register, Map<number | string, AuditCase>>();
  for (const register of [CASES, ...registers]) rows.set(register, await readRecords(run, register));
  audit.cases = rows.get(CASES)?.size ?? 0;
  for (const register of registers) audit.records += rows.get(register)?.size ?? 0;

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

  const old: Old[] = [];
  const macsSince = new Map<string, number>();
  let joinedDay: number | null = null;
  for (const register of [CASES, ...registers]) {
    const isCases = register === CASES;
    const named = (found: Break): Break => (isCases ? found : { ...found, register: register.name });
    const own = rows.get(register) ?? new Map<number | string, AuditCase>();
    const finish = (last: AuditEvent): Break | null => {
      const row = own.get(last.case_id);
      own.delete(last.case_id);
      if (row) return auditCase(row, last);
      return last.at < now - GRACE_MS ? { kind: 'case-missing', caseId: recordText(last.case_id) } : null;
    };
    let before: AuditEvent | null = null;
    const nextEvents = (last: AuditEvent | null) => register.events(last?.case_id ?? null, last?.seq ?? 0, PAGE);
    for await (const event of pages(run, PAGE, nextEvents)) {
      if (before && before.case_id !== event.case_id) {
        const found = finish(before);
        if (found) return stopAt(named(found));
        before = null;
      }
      const found = await auditEvent(before, event, (hash) => eventMac(keys, hash), register.hashes);
      if (found) return stopAt(named(found));
      const day = anchored.get(event.hash);
      const anchor = auditAnchor(event, day, lastDay);
      if (!isCases && day !== undefined) joinedDay = Math.min(joinedDay ?? day, day);
      if (event.mac !== null)
        macsSince.set(register.name, Math.min(macsSince.get(register.name) ?? event.at, event.at));
      if (!isCases && ((anchor !== null && anchor !== 'late') || event.mac === null))
        old.push({ register: register.name, event, anchored: day });
      else if (anchor === 'late') audit.late++;
      else if (anchor) return stopAt(named(anchor));
      if (lastDay === null || dayNumber(event.at) > lastDay) audit.waiting++;
      anchored.delete(event.hash);
      before = event;
      audit.events++;
    }
    const found = before ? finish(before) : null;
    if (found) return stopAt(named(found));
    for (const row of own.values()) return stopAt(named({ kind: 'events-missing', caseId: recordText(row.id) }));
  }
  for (const { register, event, anchored: day } of old) {
    const found = auditOld(event, day, joinedDay, macsSince.get(register) ?? null);
    if (found) return stopAt({ ...found, register });
  }
  for (const day of anchored.values()) return stopAt({ kind: 'leaf-without-event', day: dayText(day) });
  return audit;
}

async function readRecords(run: RunSql, register: Register): Promise<Map<number | string, AuditCase>> {
  const found = new Map<number | string, AuditCase>();
  for await (const row of pages(run, PAGE, (last: AuditCase | null) => register.records(last?.id ?? null, PAGE)))
    found.set(row.id, row);
  return found;
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
