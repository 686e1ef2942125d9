/** Calls, operations, hazards and proposals in the daily tree, and what somebody with the database in hand may do to them. */
import { env } from 'cloudflare:test';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../worker/app.ts';
import { idText } from '../../worker/cases/trail.rules.ts';
import { anchorDay } from '../../worker/cases/trail.usecases.ts';
import { describeBreak } from '../../worker/cases/trail-audit.rules.ts';
import { makeEvent } from '../../worker/cases/world.usecases.ts';
import { openDatabase } from '../../worker/platform/database.ts';
import { readKeys } from '../../worker/platform/keys.ts';
import { open, StoredAssignment, StoredOperation } from '../model/stored.ts';
import { aCall, aHazard, audit, closed, real, stepOn, stepOnHazard } from './registers.ts';
import { dayOf, NOON, noonOf, run, withoutTriggers } from './trail-history.ts';

const { app } = createApp();
const db = openDatabase(env.DB);
const keys = readKeys(real);
const NOW = noonOf(4);
const found = async () => (await audit(NOW)).found;
const rows = async <Row>(sql: string): Promise<Row[]> => (await env.DB.prepare(sql).all<Row>()).results;
const signUntil = (day: number) => anchorDay(db, keys, dayOf(day), noonOf(day + 1));
const doing = (on: 'operation' | 'assignment', action: string, by: string) => ({
  ...{ on, action, by, to: 'DM01', entry: '', n: 0, ms: 0 },
});

/** Two days of everything; the first one is signed. */
async function history(): Promise<{ call: number; hazard: number }> {
  const call = await aCall({ now: NOON });
  const operation = await StoredOperation.begin('D01-001', NOON);
  const hazard = await aHazard(NOON);
  await StoredAssignment.begin('by the list', NOON);
  const proposal = await StoredAssignment.begin('for a time', NOON);
  await stepOn(call, 'E', 'sign', NOON + 60_000);
  expect(await operation.act(doing('operation', 'add-task', 'L'), NOON + 1)).toBe(true);
  expect(await proposal.act(doing('assignment', 'examine', 'C'), NOON + 1)).toBe(true);
  await stepOnHazard(hazard, 'L', 'sign', NOON + 1);
  await stepOn(call, 'E', 'plan', noonOf(1));
  return { call, hazard };
}
let made: { call: number; hazard: number };
const TABLES = ['call_event', 'call_record', 'call_part', 'operation_event', 'operation', 'operation_task', 'hazard'];
const GATE = ['gate_event', 'assignment_township', 'assignment', 'delegation', 'trail_queue', 'trail_root', 'outbox'];

beforeAll(open);

describe('the daily tree', () => {
  it('holds what happened to calls, operations, hazards and proposals, for anybody to check', async () => {
    made = await history();
    expect((await audit(NOW)).found).toBeNull();
    const [root] = await signUntil(0);
    const events = await rows<{ hash: string }>('SELECT hash FROM call_event WHERE seq < 4 ORDER BY seq');
    // raise, dispatch, sign · plan, add-task · report (nobody on duty: gap), sign · admit · propose, examine
    expect(root?.size).toBe(11);
    const answer = await app.request(`/open/trail/${dayOf(0)}/proof?hash=${events[2]?.hash}`, undefined, env);
    expect(answer.status).toBe(200);
    expect(await audit(NOW)).toMatchObject({ found: null, cases: 0, records: 5, events: 12, days: 1, waiting: 1 });
    expect(await rows('SELECT * FROM trail_queue')).toHaveLength(1);
    await signUntil(1);
    expect(await audit(NOW)).toMatchObject({ found: null, events: 12, days: 2, waiting: 0, late: 0 });
  });

  it('lets nobody take an event off the queue before its day is signed', async () => {
    await stepOn(made.call, 'E', 'arrive', noonOf(2));
    await expect(run('DELETE FROM trail_queue')).rejects.toThrow('leaves only for a signed root');
    await expect(run('UPDATE trail_queue SET day = day + 1')).rejects.toThrow('waits or is anchored');
    await signUntil(2);
    expect(await rows('SELECT * FROM trail_queue')).toEqual([]);
  });
});

describe('what somebody with the database in hand does', () => {
  beforeEach(async () => {
    await withoutTriggers();
    for (const table of [...TABLES, ...GATE]) await run(`DELETE FROM ${table}`);
    made = await history();
    // The queue is filled by the triggers that were just taken away.
    for (const table of ['call_event', 'operation_event', 'gate_event'])
      await run(`INSERT INTO trail_queue (day, hash) SELECT (at + 28800000) / 86400000, hash FROM ${table}`);
    await signUntil(0);
    expect(await found()).toBeNull();
  });

  it.each([
    ['who took a step of a call', "UPDATE call_event SET actor = 'staff:9' WHERE seq = 3", 'content-hash', '呼叫'],
    ['what was decided', "UPDATE call_event SET said = '{}' WHERE seq = 2", 'content-hash', '呼叫'],
    ['when a call was signed for', 'UPDATE call_event SET at = at - 3600000 WHERE seq = 3', 'hash', '呼叫'],
    ['the mac', "UPDATE call_event SET mac = 'x' WHERE seq = 3", 'mac', '呼叫'],
    ['what the township wrote', "UPDATE call_record SET sealed = 'v1.other'", 'sealed-content', '呼叫'],
    [
      'what the department said',
      "UPDATE call_record SET history = json_set(history, '$[2].sealed', 'v1.x')",
      'sealed-content',
      '呼叫',
    ],
    ['how far a call is', "UPDATE call_record SET state = 'done'", 'case-behind', '呼叫'],
    ['the last step of a call', 'DELETE FROM call_event WHERE seq = 4', 'case-behind', '呼叫'],
    ['a step in the middle', 'DELETE FROM call_event WHERE seq = 2', 'event-missing', '呼叫'],
    [
      'who was given a task',
      "UPDATE operation_event SET data = json_set(data, '$.organ', 'DM02') WHERE action = 'add-task'",
      'content-hash',
      '联合行动、隐患',
    ],
    [
      'the note of a step',
      "UPDATE operation_event SET sealed = 'v1.x' WHERE action = 'add-task'",
      'content-hash',
      '联合行动、隐患',
    ],
    [
      'whose hazard it is',
      "UPDATE operation_event SET organ = 'DM01' WHERE action = 'sign'",
      'content-hash',
      '联合行动、隐患',
    ],
    ['how far a hazard is', "UPDATE hazard SET state = 'closed', next_at = NULL", 'case-behind', '联合行动、隐患'],
    ['a whole operation, but not its steps', 'DELETE FROM operation', 'case-missing', '联合行动、隐患'],
    [
      'what was proposed',
      `UPDATE gate_event SET content = replace(content, '370883107', '370883101') WHERE action = 'admit'`,
      'hash',
      '准入',
    ],
    ['who examined', 'UPDATE gate_event SET "by" = 99 WHERE action = \'examine\'', 'hash', '准入'],
    [
      'that it was admitted',
      "UPDATE assignment SET state = 'withdrawn' WHERE state = 'admitted'",
      'case-behind',
      '准入',
    ],
  ])('is found: %s', async (_what, change, kind, register) => {
    await run(change);
    const broken = await found();
    expect(broken).toMatchObject({ kind, register });
    expect(broken && describeBreak(broken)).toContain(register);
  });

  it('is found: a call that is gone with all its traces', async () => {
    for (const table of ['call_event', 'call_record', 'call_part']) await run(`DELETE FROM ${table}`);
    expect(await found()).toEqual({ kind: 'leaf-without-event', day: dayOf(0) });
  });

  it('is found: a step put in afterwards with an earlier moment, by somebody who has even the key', async () => {
    await signUntil(2);
    const [last] = await rows<{ hash: string; to_state: string; at: number }>(
      'SELECT hash, to_state, at FROM call_event WHERE seq = 4',
    );
    const draft = {
      caseId: made.call,
      seq: 5,
      at: noonOf(1) + 1,
      action: 'call.arrive',
      actor: 'staff:9',
      content: [],
    };
    const states = { fromState: last?.to_state ?? '', toState: 'on-site', previousHash: last?.hash ?? null };
    const event = await makeEvent(keys, { ...draft, ...states });
    await run(
      `INSERT INTO call_event (call_id, seq, at, action, from_state, to_state, actor, organ, said, content_hash, prev_hash, hash, mac)
       VALUES (?1, 5, ?2, 'call.arrive', ?3, 'on-site', 'staff:9', 'DM01', NULL, ?4, ?5, ?6, ?7)`,
      ...[made.call, event.at, event.fromState, event.contentHash, event.prevHash, event.hash, event.mac],
    );
    await run("UPDATE call_record SET state = 'on-site', version = 5");
    expect(await found()).toMatchObject({ kind: 'not-in-root', register: '呼叫', caseId: idText(made.call), seq: 5 });
    // Smuggled into the queue, it comes into the next root: too late for its moment.
    await run('INSERT INTO trail_queue (day, hash) VALUES ((?1 + 28800000) / 86400000, ?2)', event.at, event.hash);
    await anchorDay(db, keys, dayOf(3), noonOf(5));
    expect((await audit(noonOf(5))).found).toMatchObject({ kind: 'back-dated', seq: 5 });
  });

  it('is found: a step of the gate without a mac', async () => {
    // Two versions write side by side while one takes over from the other: nobody is accused for those minutes.
    await run("UPDATE gate_event SET mac = NULL WHERE action = 'examine'");
    expect(await found()).toBeNull();
    await run("UPDATE gate_event SET mac = 'x' WHERE action = 'examine'");
    expect(await found()).toMatchObject({ kind: 'mac', register: '准入' });
  });
});

describe('an office that signed days before the registers came into the trail', () => {
  it('takes no step without a mac on the day of the change, once there are macs', async () => {
    await withoutTriggers();
    for (const table of [...TABLES, ...GATE]) await run(`DELETE FROM ${table}`);
    await StoredAssignment.begin('by the list', NOON - 3_600_000);
    await run('UPDATE gate_event SET mac = NULL');
    const later = await StoredAssignment.begin('for a time', NOON);
    expect(await later.act(doing('assignment', 'examine', 'C'), NOON + 3_600_000)).toBe(true);
    await run('INSERT INTO trail_queue (day, hash) SELECT (at + 28800000) / 86400000, hash FROM gate_event');
    await signUntil(0);
    expect(await found()).toBeNull();
    await run("UPDATE gate_event SET mac = NULL WHERE action = 'examine'");
    expect(await found()).toMatchObject({ kind: 'mac', register: '准入', seq: 2 });
  });

  it('keeps them as they are; what had happened comes into the first root after', async () => {
    await withoutTriggers();
    for (const table of [...TABLES, ...GATE]) await run(`DELETE FROM ${table}`);
    await history();
    // As it was: macs of the gate were unknown, nothing waited anywhere, and three days were signed without any of it.
    await run('UPDATE gate_event SET mac = NULL');
    await run('DELETE FROM trail_queue');
    await signUntil(2);
    const before = await rows('SELECT * FROM trail_root ORDER BY day');
    // What the migration does.
    for (const table of ['call_event', 'operation_event', 'gate_event'])
      await run(`INSERT INTO trail_queue (day, hash) SELECT (at + 28800000) / 86400000, hash FROM ${table}`);
    expect(await found()).toBeNull();
    const [joined] = await anchorDay(db, keys, dayOf(3), noonOf(4));
    expect(joined?.size).toBe(12);
    expect((await rows('SELECT * FROM trail_root ORDER BY day')).slice(0, before.length)).toEqual(before);
    expect(await audit(noonOf(4))).toMatchObject({ found: null, events: 12, days: before.length + 1 });

    // From then on the old ones are no excuse: neither for a step of an old moment nor for one without a mac.
    const call = await aCall({ now: noonOf(4) });
    await closed(call, noonOf(4));
    await StoredAssignment.begin('by the list', noonOf(4));
    for (const table of ['call_event', 'gate_event'])
      await run(
        `INSERT INTO trail_queue (day, hash) SELECT (at + 28800000) / 86400000, hash FROM ${table} WHERE at >= ?`,
        noonOf(4),
      );
    await anchorDay(db, keys, dayOf(4), noonOf(5));
    expect((await audit(noonOf(5))).found).toBeNull();
    await run('UPDATE gate_event SET mac = NULL WHERE at >= ?', noonOf(4));
    expect((await audit(noonOf(5))).found).toMatchObject({ kind: 'mac', register: '准入' });
  });
});
