/** Many open cases without handing in each: copies of one, with an id, a holder and a limit of their own. */
import { env } from 'cloudflare:test';

export interface Copy {
  id: number;
  holder: string;
  dueAt: number | null;
}

/** @param of id of a case that was just handed in */
export async function copyCases(of: number, copies: readonly Copy[]): Promise<void> {
  const { results } = await env.DB.prepare("SELECT name FROM pragma_table_info('case_record')").all<{ name: string }>();
  const columns = results.map(({ name }) => name);
  const own: Record<string, string> = {
    id: "value ->> 'id'",
    holder: "value ->> 'holder'",
    due_at: "value ->> 'dueAt'",
  };
  const values = columns.map((name) => own[name] ?? `case_record.${name}`);
  const json = JSON.stringify(copies);
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO case_event SELECT value ->> 'id', seq, at, action, from_state, to_state, actor, public_note, sealed, content_hash, prev_hash, hash, mac, pending FROM json_each(?1), case_event WHERE case_id = ?2 AND seq = 1`,
    ).bind(json, of),
    env.DB.prepare(
      `INSERT INTO case_record (${columns.join(', ')}) SELECT ${values.join(', ')} FROM json_each(?1), case_record WHERE case_record.id = ?2`,
    ).bind(json, of),
  ]);
}

/**
 * As many more rows of cases, each a copy of the first one, without its content: it would not open under another id.
 * @param value of a column, as SQL; `n` counts from 1 in each ten thousand
 */
export async function multiply(count: number, value: Record<string, string>): Promise<void> {
  const { results } = await env.DB.prepare("SELECT name FROM pragma_table_info('case_record')").all<{ name: string }>();
  const columns = results.map(({ name }) => name);
  const own: Record<string, string> = {
    id: 'n + (SELECT coalesce(max(id), 0) FROM case_record)',
    wrapped_key: 'NULL',
    ...value,
  };
  const chosen = columns.map((column) => own[column] ?? column);
  for (let done = 0; done < count; done += 10_000) {
    const most = Math.min(10_000, count - done);
    await env.DB.prepare(
      `INSERT INTO case_record (${columns.join(', ')}) SELECT ${chosen.join(', ')} FROM (SELECT * FROM case_record ORDER BY id LIMIT 1), (WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < ${most}) SELECT n FROM c)`,
    ).run();
  }
}
