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
