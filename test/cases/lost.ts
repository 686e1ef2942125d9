/** A database that was restored to an earlier time: one case as it stood then, or not there at all. */
import { env } from 'cloudflare:test';
import { withoutTriggers } from './trail-history.ts';

export interface Earlier {
  id: number;
  row: Record<string, unknown>;
}

export async function asItIs(id: number): Promise<Earlier> {
  const row = await env.DB.prepare('SELECT * FROM case_record WHERE id = ?').bind(id).first();
  if (row === null) throw new Error('no such case');
  return { id, row };
}

/** @param earlier null: the database never heard of it */
export async function backTo(id: number, earlier: Earlier | null): Promise<void> {
  await withoutTriggers();
  const version = earlier?.row['version'] ?? 0;
  const writes = [
    env.DB.prepare('DELETE FROM case_event WHERE case_id = ? AND seq > ?').bind(id, version),
    env.DB.prepare(
      "DELETE FROM attachment WHERE case_id = ? AND id NOT IN (SELECT value ->> 'file' FROM json_each(?) WHERE value ->> 'file' IS NOT NULL)",
    ).bind(id, String(earlier?.row['history'] ?? '[]')),
    env.DB.prepare('DELETE FROM case_record WHERE id = ?').bind(id),
  ];
  if (earlier !== null) {
    const columns = Object.keys(earlier.row);
    const marks = columns.map(() => '?').join(', ');
    writes.push(
      env.DB.prepare(`INSERT INTO case_record (${columns.join(', ')}) VALUES (${marks})`).bind(
        ...Object.values(earlier.row),
      ),
    );
  }
  await env.DB.batch(writes);
}
