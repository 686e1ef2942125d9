/** Cases with their events, written as the service writes them. */
import { env } from 'cloudflare:test';
import { dayText } from '../../worker/cases/trail.rules.ts';
import { makeEvent } from '../../worker/cases/world.usecases.ts';
import { openDatabase } from '../../worker/platform/database.ts';
import { developmentKeys, readKeys } from '../../worker/platform/keys.ts';

export const db = openDatabase(env.DB);
export const secret = await developmentKeys();
export const keys = readKeys({ CASE_KEYS: secret });

const DAY_MS = 86_400_000;
/** Noon in Shanghai on 2026-11-02. */
export const NOON = Date.parse('2026-11-02T04:00:00Z');
export const noonOf = (days: number): number => NOON + days * DAY_MS;
export const dayOf = (days: number): string => dayText(Math.floor(noonOf(days) / DAY_MS));

const STATES = ['submitted', 'accepted', 'assigned', 'handling', 'answered', 'completed'] as const;
const ACTIONS = ['submit', 'accept', 'assign', 'start', 'answer', 'complete'] as const;

/** A step at each of these moments. */
export async function aCase(id: number, ...moments: number[]): Promise<string[]> {
  const statements: D1PreparedStatement[] = [];
  const hashes: string[] = [];
  const history: object[] = [];
  const matter = `v1.case.iv.${id}`;
  for (const [index, at] of moments.entries()) {
    const event = await makeEvent(keys, {
      caseId: id,
      seq: index + 1,
      at,
      action: ACTIONS[index] ?? 'supplement',
      fromState: STATES[index - 1] ?? null,
      toState: STATES[index] ?? 'completed',
      actor: 'citizen',
      content: index === 0 ? [matter, ''] : [`v1.case.note.${index}`],
      previousHash: hashes.at(-1) ?? null,
    });
    hashes.push(event.hash);
    history.push({ seq: index + 1, hash: event.hash, ...(index > 0 && { sealed: `v1.case.note.${index}` }) });
    statements.push(insertEvent(event));
  }
  const state = STATES[moments.length - 1] ?? 'completed';
  statements.push(
    env.DB.prepare(
      `INSERT INTO case_record (id, kind, township_code, state, version, identity, created_at, clocks, calendar_version,
        key_hash, body_hash, code_epoch, receipt_kid, excluded, group_size, wrapped_key, sealed, history)
       VALUES (?1, 'hazard', '370883101', ?2, ?3, 'anonymous', ?4, '[]', 'test', 'k', 'b', 0, 'dev', '{}', 1, 'v1.dev.x.y', ?5, ?6)`,
    ).bind(
      id,
      state,
      moments.length,
      moments[0] ?? 0,
      JSON.stringify({ matter, person: null }),
      JSON.stringify(history),
    ),
  );
  await env.DB.batch(statements);
  return hashes;
}

export function insertEvent(event: Awaited<ReturnType<typeof makeEvent>>): D1PreparedStatement {
  const columns = Object.keys(event).map((name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
  return env.DB.prepare(
    `INSERT INTO case_event (${columns.join(', ')}) VALUES (${columns.map((_, index) => `?${index + 1}`).join(', ')})`,
  ).bind(...Object.values(event));
}

/** As somebody with the database in hand can do it: without the triggers that keep the service from it. */
export async function withoutTriggers(): Promise<void> {
  const { results } = await env.DB.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").all<{
    name: string;
  }>();
  for (const { name } of results) await env.DB.prepare(`DROP TRIGGER "${name}"`).run();
}

export const run = (sql: string, ...values: unknown[]): Promise<unknown> =>
  env.DB.prepare(sql)
    .bind(...values)
    .run();

export async function forgetCases(): Promise<void> {
  for (const table of ['case_event', 'case_record', 'trail_root']) await run(`DELETE FROM ${table}`);
}
