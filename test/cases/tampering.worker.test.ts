import { beforeEach, describe, expect, it } from 'vitest';
import { contentHash, dayNumber, eventHash, signRoot } from '../../worker/cases/trail.rules.ts';
import { runAuditSql } from '../../worker/cases/trail.store.ts';
import { anchorDay } from '../../worker/cases/trail.usecases.ts';
import { auditTrail } from '../../worker/cases/trail-audit.usecases.ts';
import { makeEvent } from '../../worker/cases/world.usecases.ts';
import { developmentKeys, readKeys } from '../../worker/platform/keys.ts';
import {
  aCase,
  dayOf,
  db,
  forgetCases,
  insertEvent,
  keys,
  NOON,
  noonOf,
  run,
  withoutTriggers,
} from './trail-history.ts';

const NOW = noonOf(4);
const audit = (now = NOW) => auditTrail(runAuditSql(db), keys, now);
const found = async () => (await audit()).found?.kind ?? null;

/** Three cases over three days, of which two are signed. */
beforeEach(async () => {
  await withoutTriggers();
  await forgetCases();
  await aCase(1001, NOON, NOON + 1000, noonOf(1));
  await aCase(1002, NOON + 5, noonOf(1) + 5);
  await aCase(1003, noonOf(2));
  await anchorDay(db, keys, dayOf(1), noonOf(2));
});

describe('a trail that nobody has touched', () => {
  it('is whole', async () => {
    expect(await audit()).toEqual({ found: null, cases: 3, records: 0, events: 6, days: 2, late: 0, waiting: 1 });
  });

  it('is whole without anything in it', async () => {
    await forgetCases();
    expect(await audit()).toMatchObject({ found: null, cases: 0, events: 0, days: 0 });
  });

  it('is whole after the sealed content of a case was erased', async () => {
    await run('UPDATE case_record SET sealed = NULL, wrapped_key = NULL WHERE id = 1001');
    expect(await found()).toBeNull();
  });

  it('is not taken for whole by somebody with other keys', async () => {
    const others = readKeys({ CASE_KEYS: await developmentKeys() });
    expect((await auditTrail(runAuditSql(db), others, NOW)).found?.kind).toBe('root-signature');
  });
});

describe('a change is found', () => {
  it.each([
    ['the state that a step led to', "to_state = 'declined'", 'content-hash'],
    ['who did it', "actor = 'somebody'", 'content-hash'],
    ['the hash of what was written', "public_note = '{}'", 'content-hash'],
    ['the moment', 'at = at - 86400000', 'hash'],
    ['the action', "action = 'decline'", 'hash'],
    ['the hash of the content', `content_hash = '${'a'.repeat(64)}'`, 'content-hash'],
    ['the hash', `hash = '${'a'.repeat(64)}'`, 'hash'],
    ['the hash before', `prev_hash = '${'a'.repeat(64)}'`, 'previous-hash'],
    ['the mac', "mac = 'x'", 'mac'],
  ])('of %s', async (_what, change, kind) => {
    await run(`UPDATE case_event SET ${change} WHERE case_id = 1001 AND seq = 2`);
    expect((await audit()).found).toEqual({ kind, caseId: '00000000003e9', seq: 2 });
  });

  it('of what was handed in, in the row of the case', async () => {
    await run(`UPDATE case_record SET sealed = '{"matter":"v1.case.iv.other","person":null}' WHERE id = 1002`);
    expect(await found()).toBe('sealed-content');
  });

  it('of what was said in a step, in the row of the case', async () => {
    await run("UPDATE case_record SET history = replace(history, 'v1.case.note.1', 'v1.case.note.9') WHERE id = 1001");
    expect((await audit()).found).toEqual({ kind: 'sealed-content', caseId: '00000000003e9', seq: 2 });
  });

  it('of what was said, taken out', async () => {
    await run("UPDATE case_record SET history = json_remove(history, '$[1].sealed') WHERE id = 1001");
    expect(await found()).toBe('sealed-content');
  });

  it('of the state in the row of the case', async () => {
    await run("UPDATE case_record SET state = 'completed' WHERE id = 1002");
    expect(await found()).toBe('case-behind');
  });

  it('with every hash made anew by somebody who knows how, but not the key', async () => {
    const rows = await runAuditSql(db)<{ public_note: string }>(
      'SELECT public_note FROM case_event WHERE case_id = 1003',
    );
    const change = { actor: 'somebody else', fromState: null, toState: 'submitted', publicNote: rows[0]?.public_note };
    await run('DELETE FROM case_event WHERE case_id = 1003');
    await insertEvent({ ...(await anEvent(1003, 1, noonOf(2), null, change)), action: 'submit' }).run();
    expect(await found()).toBe('mac');
  });

  it('with every hash and mac made anew by somebody who has the key: the day is signed and public', async () => {
    const event = await makeEvent(keys, {
      ...draft(1002, 2, noonOf(1) + 5),
      actor: 'somebody else',
      previousHash: await hashOf(1002, 1),
    });
    await run('DELETE FROM case_event WHERE case_id = 1002 AND seq = 2');
    await insertEvent({ ...event, pending: null }).run();
    await run(
      "UPDATE case_record SET history = json_remove(json_set(history, '$[1].hash', ?1), '$[1].sealed') WHERE id = 1002",
      event.hash,
    );
    expect(await found()).toBe('not-in-root');
  });
});

describe('a removal is found', () => {
  it('of a step in the middle', async () => {
    await run('DELETE FROM case_event WHERE case_id = 1001 AND seq = 2');
    expect((await audit()).found).toEqual({ kind: 'event-missing', caseId: '00000000003e9', seq: 3 });
  });

  it('of the last step', async () => {
    await run('DELETE FROM case_event WHERE case_id = 1001 AND seq = 3');
    expect(await found()).toBe('case-behind');
  });

  it('of the last step with the row put back to the state before', async () => {
    await run('DELETE FROM case_event WHERE case_id = 1001 AND seq = 3');
    await run("UPDATE case_record SET version = 2, state = 'accepted' WHERE id = 1001");
    expect((await audit()).found).toEqual({ kind: 'leaf-without-event', day: dayOf(1) });
  });

  it('of a whole case', async () => {
    await run('DELETE FROM case_event WHERE case_id = 1002');
    await run('DELETE FROM case_record WHERE id = 1002');
    expect(await found()).toBe('leaf-without-event');
  });

  it('of the row, or of the events alone', async () => {
    await run('DELETE FROM case_record WHERE id = 1003');
    expect(await found()).toBe('case-missing');
    await aCaseRowOnly();
    await run('DELETE FROM case_event WHERE case_id = 1003');
    expect(await found()).toBe('events-missing');
  });

  it('of a signed day', async () => {
    await anchorDay(db, keys, dayOf(2), noonOf(3));
    await run('DELETE FROM trail_root WHERE day = ?1', dayOf(1));
    expect((await audit()).found).toEqual({ kind: 'root-gap', day: dayOf(2) });
  });
});

describe('what is put in later is found', () => {
  it('a step in the middle of a case', async () => {
    await run('UPDATE case_event SET seq = 4 WHERE case_id = 1001 AND seq = 3');
    await insertEvent(await anEvent(1001, 3, noonOf(1), await hashOf(1001, 2))).run();
    expect(await found()).not.toBeNull();
  });

  it('a case back-dated to a signed day, by somebody who has the key to the trail', async () => {
    await aCase(1004, NOON + 9);
    expect((await audit()).found).toEqual({ kind: 'not-in-root', caseId: '00000000003ec', seq: 1 });
  });

  it('a case back-dated by days and hidden among those of a later day', async () => {
    await aCase(1004, NOON + 9);
    await run('UPDATE case_event SET pending = ?1 WHERE case_id = 1004', dayNumber(noonOf(3)));
    await anchorDay(db, keys, dayOf(3), noonOf(4));
    expect((await audit(noonOf(5))).found).toEqual({ kind: 'back-dated', caseId: '00000000003ec', seq: 1 });
  });

  it('a leaf in a signed day, or a root with another signature', async () => {
    await run('UPDATE trail_root SET leaves = leaves || ?1, size = size + 1 WHERE day = ?2', 'f'.repeat(64), dayOf(1));
    expect(await found()).toBe('root-leaves');
  });

  it('a day signed anew: the days after it are tied to the one before', async () => {
    const [first] = await runAuditSql(db)<{ signed_at: number }>('SELECT signed_at FROM trail_root ORDER BY day');
    const empty = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
    const signedAt = new Date(first?.signed_at ?? 0).toISOString();
    const statement = { day: dayOf(0), size: 0, root: empty, previousRoot: null, signedAt };
    const signature = await signRoot(statement, keys.signing.privateJwk);
    await run(
      "UPDATE trail_root SET leaves = '', size = 0, root = ?1, signature = ?2 WHERE day = ?3",
      empty,
      signature,
      dayOf(0),
    );
    expect((await audit()).found).toEqual({ kind: 'root-signature', day: dayOf(1) });
  });
});

const draft = (caseId: number, seq: number, at: number) => ({
  caseId,
  seq,
  at,
  action: 'accept',
  fromState: 'submitted',
  toState: 'accepted',
  actor: 'citizen',
  content: [],
  previousHash: null,
});

/** An event by somebody who has read the code and has no key. */
async function anEvent(caseId: number, seq: number, at: number, previousHash: string | null, change = {}) {
  const made = { ...(await makeEvent(keys, { ...draft(caseId, seq, at), previousHash })), ...change };
  const { fromState, toState, actor, publicNote, sealed, action } = made;
  const ofContent = await contentHash({ fromState, toState, actor, publicNote, sealed });
  const moment = new Date(at).toISOString();
  const hash = await eventHash({
    caseId,
    seq,
    at: moment,
    action: seq === 1 ? 'submit' : action,
    contentHash: ofContent,
    previousHash,
  });
  return { ...made, contentHash: ofContent, hash, mac: 'guessed' };
}

async function hashOf(caseId: number, seq: number): Promise<string> {
  const rows = await runAuditSql(db)<{ hash: string }>(
    `SELECT hash FROM case_event WHERE case_id = ${caseId} AND seq = ${seq}`,
  );
  return rows[0]?.hash ?? '';
}

async function aCaseRowOnly(): Promise<void> {
  await run(
    `INSERT INTO case_record SELECT 1003, kind, petition_kind, township_code, territorial_code, item_code, state, version, identity, created_at, due_at, closed_at, clocks, calendar_version, key_hash, body_hash, code_epoch, receipt_kid, phone_index, excluded, group_size, wrapped_key, sealed, history, retain_until, legal_hold, holder, escalation, handling FROM case_record WHERE id = 1002`,
  );
}
