import { env } from 'cloudflare:test';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { openDatabase } from '../../worker/platform/database.ts';
import { createAccount, editAccount, readAccounts } from '../../worker/staff/accounts.usecases.ts';
import { TRIES } from '../../worker/staff/attempts.data.ts';
import { readEvents } from '../../worker/staff/events.store.ts';
import { hashPassword } from '../../worker/staff/passwords.usecases.ts';
import { findSession, openSession } from '../../worker/staff/sessions.usecases.ts';
import { changePassword, confirm, signIn } from '../../worker/staff/sign-in.usecases.ts';
import { changeAccount, readAccountByNumber, takeTry } from '../../worker/staff/staff.store.ts';

const db = openDatabase(env.DB);
const NOW = Date.UTC(2026, 10, 23, 1);
const MINUTE = 60_000;
/** Each password costs up to a second on a busy machine. */
vi.setConfig({ testTimeout: 30_000 });
const PASSWORD = 'drei Enten am Teich';
const nowhere = { townshipCode: null, officeId: null, departmentCode: null, externalId: null };

async function account(staffNumber: string, change: object = {}) {
  const made = { staffNumber, name: '某人', role: 'coordinator' as const, ...nowhere, ...change };
  expect(await createAccount(db, made, PASSWORD, 1, NOW)).toBe('created');
  const row = await readAccountByNumber(db, staffNumber);
  if (row === null) throw new Error('no account');
  return row;
}
const whatOf = async (id: number) => (await readEvents(db, id, 50)).map(({ what }) => what);
const inWith = async (staffNumber: string, password = PASSWORD, now = NOW) => {
  const answer = await signIn(db, staffNumber, password, now);
  if (answer.kind !== 'in') throw new Error(answer.kind);
  return answer.token;
};

describe('signing in', () => {
  it('opens a session for the right password, small letters and spaces in the number aside', async () => {
    const { id } = await account('SI-1');
    const token = await inWith(' si-1 ');
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(await findSession(db, token, NOW)).toMatchObject({ staff: { id, staffNumber: 'SI-1' }, isFresh: true });
    expect(await whatOf(id)).toEqual(['signed-in', 'created']);
  });

  it('keeps neither password nor token', async () => {
    await account('SI-2');
    const token = await inWith('SI-2');
    const dump = await env.DB.prepare(
      "SELECT group_concat(password_hash) || (SELECT group_concat(hash || '|' || coalesce(challenge, '')) FROM staff_session) AS all_of_it FROM staff_account",
    ).first<{ all_of_it: string }>();
    expect(dump?.all_of_it).toContain('scrypt$32768$8$3$');
    expect(dump?.all_of_it).not.toContain(token);
    expect(dump?.all_of_it).not.toContain(PASSWORD);
  });

  it('answers alike for a wrong password, an unknown number and a closed account, and takes as long', async () => {
    await account('SI-3');
    const closed = await account('SI-4');
    const place = { name: '某人', role: 'coordinator' as const, ...nowhere };
    expect(await editAccount(db, closed.id, 1, { ...place, active: false }, 1, NOW)).toBe('changed');
    const cost = async (staffNumber: string, password: string) => {
      const begin = performance.now();
      expect(await signIn(db, staffNumber, password, NOW)).toEqual({ kind: 'wrong' });
      return performance.now() - begin;
    };
    const times = [await cost('SI-3', 'wrong password'), await cost('NOBODY', PASSWORD), await cost('SI-4', PASSWORD)];
    // Where no password is worked out it takes a hundredth.
    expect(Math.min(...times) * 10).toBeGreaterThan(Math.max(...times));
  });

  it(`stops after ${TRIES.burst} wrong tries, even at the same moment, and opens again minute by minute`, async () => {
    const { id } = await account('SI-5');
    expect(await signIn(db, 'SI-5', 'wrong password', NOW)).toEqual({ kind: 'wrong' });
    const burst = await Promise.all(Array.from({ length: 14 }, () => takeTry(db, id, NOW, TRIES)));
    expect(burst.filter((isTaken) => isTaken)).toHaveLength(TRIES.burst - 1);
    expect(await signIn(db, 'SI-5', PASSWORD, NOW)).toMatchObject({ kind: 'too-many' });
    expect((await signIn(db, 'SI-5', PASSWORD, NOW + MINUTE)).kind).toBe('in');
    expect(await whatOf(id)).toEqual(['signed-in', 'wrong-password', 'created']);
  });
});

describe('a session', () => {
  beforeAll(async () => {
    await account('SE-1');
  });
  it('ends after half an hour without a click, and goes on with one', async () => {
    const token = await inWith('SE-1');
    expect(await findSession(db, token, NOW + 29 * MINUTE)).not.toBeNull();
    expect(await findSession(db, token, NOW + 58 * MINUTE)).not.toBeNull();
    expect(await findSession(db, token, NOW + 88 * MINUTE)).toBeNull();
  });

  it('ends after ten hours however much is clicked', async () => {
    const token = await inWith('SE-1');
    for (let minutes = 20; minutes < 600; minutes += 20)
      expect(await findSession(db, token, NOW + minutes * MINUTE)).not.toBeNull();
    expect(await findSession(db, token, NOW + 600 * MINUTE)).toBeNull();
  });

  it('wants the password again after five minutes, and takes the right one', async () => {
    const session = await findSession(db, await inWith('SE-1'), NOW);
    if (session === null) throw new Error('no session');
    const token = await inWith('SE-1');
    const later = NOW + 6 * MINUTE;
    const known = await findSession(db, token, later);
    expect(known?.isFresh).toBe(false);
    if (known === null) throw new Error('no session');
    expect(await confirm(db, known, 'wrong password', later)).toBe('wrong');
    expect((await findSession(db, token, later))?.isFresh).toBe(false);
    expect(await confirm(db, known, PASSWORD, later)).toBe('right');
    expect((await findSession(db, token, later))?.isFresh).toBe(true);
  });

  it('ends when the role changes', async () => {
    const { id } = await account('SE-2');
    const token = await inWith('SE-2');
    const change = { name: '某人', role: 'auditor' as const, ...nowhere, active: true };
    expect(await editAccount(db, id, 1, change, 1, NOW)).toBe('changed');
    expect(await findSession(db, token, NOW)).toBeNull();
    expect(await whatOf(id)).toEqual(['changed', 'signed-in', 'created']);
  });

  it('ends everywhere else when the password is changed, and a wrong present password changes nothing', async () => {
    await account('SE-3');
    const [mine, elsewhere] = [await inWith('SE-3'), await inWith('SE-3')];
    const session = await findSession(db, mine, NOW);
    if (session === null) throw new Error('no session');
    const wanted = 'vier Gänse im Gras';
    const typed = { present: 'wrong password', wanted, again: wanted };
    expect(await changePassword(db, session, typed, NOW)).toMatchObject({ field: 'present' });
    expect(await changePassword(db, session, { ...typed, present: PASSWORD, again: 'x' }, NOW)).toMatchObject({
      field: 'again',
    });
    expect(
      await changePassword(db, session, { present: PASSWORD, wanted: 'SE-3 SE-3 SE', again: '' }, NOW),
    ).toMatchObject({ field: 'wanted' });
    expect(await changePassword(db, session, { ...typed, present: PASSWORD }, NOW)).toBeNull();
    expect(await findSession(db, mine, NOW)).toMatchObject({ mustChange: false });
    expect(await findSession(db, elsewhere, NOW)).toBeNull();
    expect(await signIn(db, 'SE-3', PASSWORD, NOW)).toEqual({ kind: 'wrong' });
    expect((await signIn(db, 'SE-3', wanted, NOW)).kind).toBe('in');
  });
});

describe('accounts', () => {
  it('take a form that was sent twice as one, and another person with that number as none', async () => {
    const made = { staffNumber: 'AC-1', name: '甲', role: 'auditor' as const, ...nowhere };
    expect(await createAccount(db, made, PASSWORD, 1, NOW)).toBe('created');
    expect(await createAccount(db, made, PASSWORD, 1, NOW)).toBe('created');
    expect(await createAccount(db, { ...made, name: '乙' }, PASSWORD, 1, NOW)).toBe('taken');
    expect((await readAccounts(db)).filter(({ staffNumber }) => staffNumber === 'AC-1')).toHaveLength(1);
  });

  it('of two administrators at once one wins', async () => {
    const { id } = await account('AC-2');
    const change = { name: '某人', ...nowhere, active: true };
    const answers = await Promise.all([
      editAccount(db, id, 1, { ...change, role: 'auditor' }, 1, NOW),
      editAccount(db, id, 1, { ...change, role: 'administrator' }, 1, NOW),
    ]);
    expect(answers.sort()).toEqual(['changed', 'lost']);
  });

  it('keep one administrator, also when two close each other at the same moment', async () => {
    const one = await account('AC-3', { role: 'administrator' });
    for (const row of await readAccounts(db))
      if (row.role === 'administrator' && row.id !== one.id)
        await env.DB.prepare('UPDATE staff_account SET active = 0 WHERE id = ?').bind(row.id).run();
    const two = await account('AC-4', { role: 'administrator' });
    const closed = { name: '某人', role: 'administrator' as const, ...nowhere, active: false };
    await Promise.all([
      editAccount(db, one.id, 1, closed, two.id, NOW),
      editAccount(db, two.id, 1, closed, one.id, NOW),
    ]);
    const left = (await readAccounts(db)).filter(({ role, active }) => role === 'administrator' && active);
    expect(left).toHaveLength(1);
    const last = left[0] ?? one;
    expect(await editAccount(db, last.id, last.version, closed, last.id, NOW)).toBe('last-administrator');
  });

  it.each([
    ['UPDATE staff_event SET what = ?', 'changed'],
    ['DELETE FROM staff_event WHERE what = ?', 'created'],
    ["INSERT OR REPLACE INTO staff_event (id, at, what, detail) VALUES (1, 0, ?, '{}')", 'created'],
    ['DELETE FROM staff_account WHERE staff_number = ?', 'AC-1'],
  ])('are on a record that nobody rewrites: %s', async (statement, value) => {
    await expect(env.DB.prepare(statement).bind(value).run()).rejects.toThrow(/append-only|not deleted/);
  });

  it('change in the database only while their version stands', async () => {
    const row = await account('AC-5');
    const event = { at: NOW, what: 'password-reset', staffId: row.id, actorId: 1, detail: {} };
    const token = await openSession(db, row.id, 'open', NOW, { ...event, what: 'signed-in' });
    const set = { passwordHash: await hashPassword('sechs Hühner im Hof') };
    expect(await changeAccount(db, { id: row.id, version: 7 }, set, event)).toBe(false);
    expect(await findSession(db, token, NOW)).not.toBeNull();
    expect(await whatOf(row.id)).not.toContain('password-reset');
  });
});
