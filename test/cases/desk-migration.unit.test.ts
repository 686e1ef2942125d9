import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';

const folder = join(import.meta.dirname, '../../migrations');
const migrations = readdirSync(folder)
  .filter((name) => name.endsWith('.sql'))
  .sort();
/** The migration whose rows are looked at; those before it stand already, those after it follow. */
const desk = migrations.findIndex((name) => name.endsWith('_desk.sql'));
const apply = (db: DatabaseSync, names: readonly string[]) => {
  for (const name of names)
    for (const statement of readFileSync(join(folder, name), 'utf8').split('--> statement-breakpoint'))
      db.exec(statement);
};

describe('the migration to the desk', () => {
  it('keeps cases and their events as they were, and gives each old case to the counter of its township', () => {
    const db = new DatabaseSync(':memory:');
    apply(db, migrations.slice(0, desk));
    const insert = db.prepare(
      `INSERT INTO case_record (id, kind, township_code, state, version, identity, created_at, due_at, closed_at, clocks,
        calendar_version, key_hash, body_hash, code_epoch, receipt_kid, excluded, group_size, wrapped_key, sealed, history)
       VALUES (?, 'hazard', ?, ?, 1, 'anonymous', 1, ?, ?, '[]', 'v', 'k', 'b', 0, 'dev', '{}', 1, 'w', '{}', '[]')`,
    );
    insert.run(1, '370883107', 'submitted', 5, null);
    insert.run(2, '370883101', 'completed', null, 9);
    db.exec(
      `INSERT INTO case_event (case_id, seq, at, action, to_state, actor, content_hash, prev_hash, hash, mac) VALUES (1, 1, 1, 'submit', 'submitted', 'citizen', 'c', '${'0'.repeat(64)}', 'h', 'm')`,
    );
    const [cases, events] = ['SELECT * FROM case_record', 'SELECT * FROM case_event'].map((sql) =>
      db.prepare(sql).all(),
    );
    apply(db, migrations.slice(desk));
    const holders = ['T370883107', 'T370883101'];
    expect(db.prepare('SELECT * FROM case_record').all()).toEqual(
      cases?.map((row, at) => ({ ...row, holder: holders[at], escalation: 0, handling: null })),
    );
    expect(db.prepare('SELECT * FROM case_event').all()).toEqual(events);
    expect(() => db.exec("UPDATE case_event SET actor = 'x'")).toThrow('append-only');
  });
});
