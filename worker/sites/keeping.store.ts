import { asc, eq, sql } from 'drizzle-orm';
import type { Database, Write } from '../platform/database.ts';
import { FIRST_OF_THE_DESK } from './keeping.rules.ts';
import type { SiteEvent, SiteFacts } from './sites.contract.ts';
import { siteEvents, siteOrigins, sites } from './sites.table.ts';

const newest = sql`(SELECT max(id) FROM ${sites})`;

/** In the order in which they were done. */
export async function readSiteEvents(db: Database, siteId: number): Promise<SiteEvent[]> {
  const rows = await db.select().from(siteEvents).where(eq(siteEvents.siteId, siteId)).orderBy(asc(siteEvents.seq));
  return rows.map(({ seq, at, staffId, what, detail }) => ({ seq, at, staffId, what, detail: JSON.parse(detail) }));
}

/** The site that this form has changed already, null while it has not. */
export async function readDeed(db: Database, once: string): Promise<number | null> {
  const [row] = await db.select({ siteId: siteEvents.siteId }).from(siteEvents).where(eq(siteEvents.once, once));
  return row?.siteId ?? null;
}

type NewEvent = Omit<SiteEvent, 'detail' | 'seq'> & { detail: object; once: string };

/** Fails as a whole when an origin is taken, or the form was sent before. */
export function registerWrites(facts: SiteFacts, event: NewEvent): Write[] {
  const { name, townshipCode, owner, note, verifyBy, origins } = facts;
  const id = sql`max(${FIRST_OF_THE_DESK}, coalesce((SELECT max(id) FROM ${sites}), 0) + 1)`;
  return [
    sql`INSERT INTO ${sites} (id, name, township_code, owner, note, verify_by, status, created_at, kept_in)
      SELECT ${id}, ${name}, ${townshipCode}, ${owner}, ${note}, ${verifyBy}, 'active', ${event.at}, 'desk'`,
    sql`INSERT INTO ${siteEvents} (site_id, seq, at, staff_id, what, detail, once)
      SELECT ${newest}, 1, ${event.at}, ${event.staffId}, ${event.what}, ${JSON.stringify(event.detail)}, ${event.once}`,
    ...origins.map((origin) => sql`INSERT INTO ${siteOrigins} (origin, site_id) SELECT ${origin}, ${newest}`),
  ];
}

/**
 * Fails as a whole when somebody was faster, an origin is taken, or the form was sent before.
 * @param seq number of this event
 * @param change columns to be set; `origins` replaces all of them
 */
export function siteWrites(
  db: Database,
  siteId: number,
  seq: number,
  event: NewEvent,
  change: Partial<typeof sites.$inferInsert> & { origins?: readonly string[] },
): Write[] {
  const { origins, ...columns } = change;
  const { at, staffId, what, once } = event;
  return [
    db.insert(siteEvents).values({ siteId, seq, at, staffId, what, once, detail: JSON.stringify(event.detail) }),
    ...(Object.keys(columns).length === 0 ? [] : [db.update(sites).set(columns).where(eq(sites.id, siteId))]),
    ...(origins === undefined
      ? []
      : [
          db.delete(siteOrigins).where(eq(siteOrigins.siteId, siteId)),
          ...origins.map((origin) => db.insert(siteOrigins).values({ origin, siteId })),
        ]),
  ];
}
