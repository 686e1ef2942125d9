/** Tokens of programs: made and revoked by their owner at the desk, gone with the account’s place. */
import { env } from 'cloudflare:test';
import { describe, expect, it, vi } from 'vitest';
import { openDatabase } from '../../worker/platform/database.ts';
import { PACE } from '../../worker/programs/door.routes.ts';
import { editAccount, resetPassword } from '../../worker/staff/accounts.usecases.ts';
import { readAccount } from '../../worker/staff/staff.store.ts';
import { findProgram, makeToken } from '../../worker/staff/tokens.usecases.ts';
import { type Colleague, colleague, TOWNSHIP } from '../desk/colleague.ts';
import { program, theApp, twoEntries, withToken } from './program.ts';

vi.setConfig({ testTimeout: 60_000 });

const DAY_MS = 86_400_000;
const made = async (who: Colleague, values: Record<string, string> = {}) => {
  const page = await who.press(await who.open('/desk/me/token'), '建口令', { name: '台账系统', ...values });
  return { page, token: /onewindow_[\w-]{43}/.exec(page.text)?.[0] ?? '' };
};

describe('a token', () => {
  it('is made at the desk, shown once, kept as a hash only, and revoked there: then 401', async () => {
    const leader = await colleague('township-leader');
    const { token } = await made(leader, { ability: 'write' });
    expect((await withToken(token).get('/calls')).status).toBe(200);
    const me = await leader.open('/desk/me');
    expect(me.text).toContain('台账系统');
    expect(me.text).toMatch(/最近一次 \d{4}-/);
    expect(me.html).not.toContain(token);
    const { results } = await env.DB.prepare('SELECT * FROM staff_token').all();
    expect(JSON.stringify(results)).not.toContain(token.slice('onewindow_'.length));
    expect((await leader.press(me, '作废“台账系统”')).text).toContain('程序口令作废了');
    const after = await withToken(token).get('/calls');
    expect([after.status, after.body.code]).toEqual([401, 'staff.token-invalid']);
    expect(after.headers.get('www-authenticate')).toBe('Bearer');
    expect((await leader.open('/desk/me')).text).toContain('作废程序口令');
  });

  it('asks for the password again before it is made, and pressed twice makes one', async () => {
    const late = await colleague('township-leader', {}, { now: Date.now() - 6 * 60_000 });
    expect((await late.open('/desk/me/token')).status).toBe(401);
    expect(
      (await late.post('/desk/me/tokens', { key: late.formKey, name: 'x', ability: 'read', days: '7' })).status,
    ).toBe(401);
    const leader = await colleague('township-leader');
    const once = crypto.randomUUID();
    const form = { key: leader.formKey, once, name: '台账', ability: 'read', days: '7' };
    expect((await leader.post('/desk/me/tokens', form)).text).toMatch(/onewindow_/);
    const twice = await leader.post('/desk/me/tokens', form);
    expect([twice.status, twice.text.includes('只显示一次')]).toEqual([422, true]);
    expect((await leader.open('/desk/me')).html.split('/desk/me/tokens/revoke')).toHaveLength(2);
    const wrong = await leader.post('/desk/me/tokens', { ...form, once: crypto.randomUUID(), name: ' ', days: '900' });
    expect([wrong.status, wrong.text.includes('请写是哪个程序用'), wrong.text.includes('请选用多少天')]).toEqual([
      422,
      true,
      true,
    ]);
    for (let count = 1; count < 5; count++)
      await leader.post('/desk/me/tokens', { ...form, once: crypto.randomUUID() });
    const sixth = await leader.post('/desk/me/tokens', { ...form, once: crypto.randomUUID() });
    expect(sixth.text).toContain('最多同时用 5 个');
  });

  it('that only reads takes no step', async () => {
    const leader = await colleague('township-leader');
    const { token } = await made(leader);
    const reader = withToken(token);
    const { one } = await twoEntries();
    const refused = await reader.post('/calls', { kind: 'ordinary', entry: one.code, need: '来查。', why: '没有权。' });
    expect([refused.status, refused.body.code]).toEqual([403, 'staff.token-reads-only']);
    expect((await reader.get('/calls')).body.items).toEqual([]);
  });

  it('ends with its days, with a new place, with a password from somebody else, and with the account', async () => {
    const db = openDatabase(env.DB);
    const account = async (id: number) => {
      const row = await readAccount(db, id);
      if (row === null) throw new Error('no account');
      return row;
    };
    const moved = await program('township-leader');
    const { id } = moved.owner.staff;
    const row = await account(id);
    expect(await findProgram(db, moved.token, Date.now() + 7 * DAY_MS)).toBeNull();
    expect(await findProgram(db, moved.token, Date.now() + 6 * DAY_MS)).not.toBeNull();
    const place = { ...row, townshipCode: '370883101' };
    const { name, role, townshipCode, officeId, departmentCode, externalId, active } = place;
    const change = { name, role, townshipCode, officeId, departmentCode, externalId, active };
    expect(await editAccount(db, id, row.version, change, id, Date.now())).toBe('changed');
    expect((await moved.get('/calls')).status).toBe(401);

    const reset = await program('township-leader');
    const known = await account(reset.owner.staff.id);
    await resetPassword(db, known.id, known.version, 'some other password', known.id, Date.now());
    expect((await reset.get('/calls')).status).toBe(401);

    const closed = await program('department-handler');
    const open = await account(closed.owner.staff.id);
    await editAccount(db, open.id, open.version, { ...change, ...open, active: false }, open.id, Date.now());
    expect((await closed.get('/calls')).status).toBe(401);
    // Whose session is over while the form is on its way gets none.
    const session = { hash: 'gone', staff: closed.owner.staff };
    const wish = { name: '台账', mayWrite: true, days: 7 };
    expect((await makeToken(db, session, crypto.randomUUID(), wish, Date.now())).kind).toBe('invalid');
  });

  it('is the only way in: no cookie, no token of a case, no page of another site', async () => {
    const leader = await colleague('township-leader');
    expect((await leader.fetch('/api/v1/calls')).status).toBe(401);
    for (const token of ['', 'x', `onewindow_${'a'.repeat(43)}`])
      expect((await withToken(token).get('/calls')).status).toBe(401);
    const some = await program('township-leader');
    const foreign = await some.post('/calls', {}, { origin: 'https://a.example' });
    expect([foreign.status, foreign.body.code]).toEqual([403, 'request.foreign-origin']);
  });

  it('has its pace: whoever asks without end waits, and is told for how long', async () => {
    const some = await program('auditor');
    const asked = await Promise.all(Array.from({ length: PACE.burst + 5 }, () => some.get('/hazards')));
    // An auditor has nothing to do with hazards: what is refused for its role costs nothing of the pace.
    expect(new Set(asked.map(({ status }) => status))).toEqual(new Set([403]));
    vi.useFakeTimers({ now: Date.now(), toFake: ['Date'] });
    const answers = await Promise.all(Array.from({ length: PACE.burst + 1 }, () => some.get('/calls?limit=1')));
    vi.useRealTimers();
    const [slow, ...more] = answers.filter(({ status }) => status === 429);
    expect(more).toEqual([]);
    expect(slow?.body.code).toBe('programs.too-many');
    expect(Number(slow?.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('speaks for its owner: what it does stands under their name', async () => {
    const some = await program('township-leader', { townshipCode: TOWNSHIP });
    const { one } = await twoEntries();
    const { body } = await some.post('/calls', { kind: 'ordinary', entry: one.code, need: '来查。', why: '没有权。' });
    expect(body.history[0]).toMatchObject({ action: 'raise', by: some.owner.staff.name });
    const desk = await theApp().request(
      'http://localhost/desk/me',
      { headers: { authorization: `Bearer ${some.token}` } },
      env,
    );
    expect(desk.status).toBe(401);
  });
});
