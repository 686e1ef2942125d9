/** What an accepted case is measured against: one D1 batch of the same rows, under ids of their own, and no more. */
import { Hono } from 'hono';
import type { Env } from '../../worker/platform/env.ts';

type Row = Record<string, string | number | null>;

/** A real case as it lies in the database, and what was answered for it. */
export interface Template {
  event: Row;
  record: Row;
  answer: object;
}

let template: Template = { event: {}, record: {}, answer: {} };

/** 52 bits, as ours: where a row falls in the table costs something too. */
function newId(): number {
  const [high = 0, low = 0] = crypto.getRandomValues(new Uint32Array(2));
  return (high >>> 12) * 2 ** 32 + low;
}

function insert(database: D1Database, table: string, row: Row): D1PreparedStatement {
  const columns = Object.keys(row);
  const sql = `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
  return database.prepare(sql).bind(...Object.values(row));
}

export default new Hono<{ Bindings: Env }>()
  .post('/api/v1/cases', async (c) => {
    await c.req.json();
    const id = newId();
    const { event, record, answer } = template;
    await c.env.DB.batch([
      insert(c.env.DB, 'case_event', { ...event, case_id: id }),
      insert(c.env.DB, 'case_record', { ...record, id }),
    ]);
    return c.json(answer, 201);
  })
  .put('/template', async (c) => {
    template = await c.req.json<Template>();
    return c.body(null, 204);
  });
