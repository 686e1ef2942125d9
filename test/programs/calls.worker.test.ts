/** As programs of a township, of two departments and of the coordinating office: a call from its beginning to its end. */
import { env } from 'cloudflare:test';
import * as v from 'valibot';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { callListSchema, callSchema } from '../../worker/programs/calls.contract.ts';
import { jpeg } from '../cases/pictures.ts';
import { colleague } from '../desk/colleague.ts';
import { type Program, program, twoEntries } from './program.ts';

vi.setConfig({ testTimeout: 60_000 });

const WORDS = { need: '请来查黑水从哪里排出来的。', why: '镇里没有执法权，也没有仪器。', evidence: '巡河看到两次。' };

let township: Program;
let one: Program;
let two: Program;
let coordinator: Program;
let entry: { code: string; lead: string };
let other: { code: string; lead: string };

beforeAll(async () => {
  ({ one: entry, other } = await twoEntries());
  township = await program('township-leader');
  one = await program('department-handler', { departmentCode: entry.lead });
  two = await program('department-head', { departmentCode: other.lead });
  coordinator = await program('coordinator');
});

async function raised(kind = 'ordinary', key: string = crypto.randomUUID()): Promise<string> {
  const { status, body } = await township.post(
    '/calls',
    { kind, entry: entry.code, ...WORDS },
    { 'idempotency-key': key },
  );
  expect(status).toBe(201);
  return `/calls/${body.id}`;
}
const right = () => ({ organ: `D${other.lead}`, entry: other.code, note: '凭这一项归它。' });

describe('a township’s program', () => {
  it('calls by an entry; the department signs, plans, comes and reports; the township rates and closes', async () => {
    const answer = await township.post('/calls', { kind: 'ordinary', entry: entry.code, ...WORDS, place: '村东桥下' });
    expect(answer.status).toBe(201);
    const call = v.parse(callSchema, answer.body);
    expect(call).toMatchObject({
      state: 'dispatched',
      lead: { code: `D${entry.lead}` },
      owner: { code: `D${entry.lead}` },
    });
    expect(call.text).toEqual({ ...WORDS, place: '村东桥下' });
    const path = `/calls/${call.id}`;

    const list = v.parse(callListSchema, (await one.get('/calls?state=dispatched')).body);
    expect(list.items.map(({ id }) => id)).toContain(call.id);
    expect((await one.get(path)).body.possible).toEqual(['sign', 'refuse']);
    for (const [step, state] of [
      ['sign', 'signed'],
      ['plan', 'planned'],
      ['arrive', 'on-site'],
      ['finish', 'done'],
    ] as const) {
      const after = await one.step(path, step, { note: `${step}：写清楚。` });
      expect([after.status, after.body.state]).toEqual([200, state]);
    }
    expect((await township.step(path, 'rate', { level: 6 })).body.errors).toEqual([
      { pointer: '/level', detail: '请选一个：办得怎么样。' },
    ]);
    expect((await township.step(path, 'rate', { level: 4, note: '来得快。' })).body.state).toBe('rated');
    const closed = v.parse(callSchema, (await township.step(path, 'close')).body);
    expect(closed).toMatchObject({ state: 'closed', owner: null, dueAt: null, possible: [] });
    expect(closed.history.map(({ action, level }) => [action, level])).toContainEqual(['rate', 4]);
    expect(closed.history.find(({ action }) => action === 'finish')).toMatchObject({
      note: 'finish：写清楚。',
      by: one.owner.staff.name,
    });
    // One world: whoever sits at the desk sees the same call, closed.
    const desk = await colleague('department-head', { departmentCode: entry.lead });
    expect((await desk.open(`/desk${path}`)).text).toContain('finish：写清楚。');
  });

  it('a refusal must name the right body and its entry; the second one goes up, and is decided', async () => {
    const path = await raised();
    const wrong = await one.step(path, 'refuse', { ...right(), entry: entry.code });
    expect(wrong.status).toBe(422);
    expect(wrong.body.errors[0]).toMatchObject({ pointer: '/entry' });
    expect(wrong.body.errors[0].detail).toContain('没有主体责任，主体责任在');
    const down = await one.step(path, 'refuse', { ...right(), organ: 'T370883107' });
    expect(down.body.errors[0].detail).toContain('镇街、村（社区）不能再被推回来');
    expect((await one.step(path, 'refuse', {})).status).toBe(422);

    expect((await one.step(path, 'refuse', right())).body.lead.code).toBe(`D${other.lead}`);
    const back = { organ: `D${entry.lead}`, entry: entry.code, note: '排污归它，不归我们。' };
    const impossible = await two.step(path, 'refuse', back);
    expect(impossible.body).toMatchObject({ status: 409, code: 'programs.not-possible', state: 'dispatched' });
    expect(impossible.body.possible).toEqual(['sign', 'refuse-again']);
    expect((await two.step(path, 'refuse-again', back)).body).toMatchObject({
      state: 'disputed',
      owner: { code: 'C' },
    });
    const seen = v.parse(callSchema, (await coordinator.get(path)).body);
    const refusals = seen.history.filter(({ action }) => action.startsWith('refuse'));
    expect(refusals.map(({ named }) => named?.organ.code)).toEqual([`D${other.lead}`, `D${entry.lead}`]);
    const decided = await coordinator.step(path, 'decide', { ...back, note: '黑水先查排污。' });
    expect(decided.body).toMatchObject({ state: 'dispatched', isDecided: true, lead: { code: `D${entry.lead}` } });
    expect((await one.get(path)).body.possible).toEqual(['sign']);
  });

  it('of two at the same moment one wins; the other gets 409 with what is now and what is possible', async () => {
    const path = await raised();
    const { version } = (await one.get(path)).body;
    const both = await Promise.all([
      one.post(`${path}/sign`, {}, { 'if-match': `"${version}"` }),
      one.post(`${path}/refuse`, right(), { 'if-match': `"${version}"` }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const lost = both.find(({ status }) => status === 409);
    const now = (await coordinator.get(path)).body;
    expect(lost?.body).toMatchObject({ code: 'programs.changed', state: now.state, version: now.version });
    expect(Array.isArray(lost?.body.possible)).toBe(true);
    expect(now.version).toBe(version + 1);
  });

  it('the same key again is the same call and the same step; with other words it is refused', async () => {
    const key = crypto.randomUUID();
    const path = await raised('ordinary', key);
    const again = await township.post(
      '/calls',
      { kind: 'ordinary', entry: entry.code, ...WORDS },
      { 'idempotency-key': key },
    );
    expect([again.status, `/calls/${again.body.id}`]).toEqual([200, path]);
    const changed = await township.post(
      '/calls',
      { kind: 'urgent', entry: entry.code, ...WORDS },
      { 'idempotency-key': key },
    );
    expect([changed.status, changed.body.code]).toEqual([422, 'calls.key-reused']);

    const { version } = (await one.get(path)).body;
    const headers = { 'idempotency-key': crypto.randomUUID(), 'if-match': `"${version}"` };
    const first = await one.post(`${path}/sign`, { note: '今天去。' }, headers);
    const second = await one.post(`${path}/sign`, { note: '今天去。' }, headers);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('etag')).toBe(`"${version + 1}"`);
    expect((await one.post(`${path}/sign`, { note: '明天去。' }, headers)).body.code).toBe('calls.key-reused');
    expect(
      (await coordinator.get(path)).body.history.filter(({ action }: { action: string }) => action === 'sign'),
    ).toHaveLength(1);
  });

  it('asks for its key and for the version that was seen, in words', async () => {
    const path = await raised();
    const noVersion = await one.post(`${path}/sign`, {});
    expect([noVersion.status, noVersion.body.code]).toEqual([400, 'programs.version-missing']);
    const noKey = await one.post(`${path}/sign`, {}, { 'idempotency-key': '1', 'if-match': '"1"' });
    expect([noKey.status, noKey.body.code]).toEqual([400, 'programs.key-missing']);
    expect((await one.post(`${path}/sign`, { body: 'x' }, { 'if-match': '"1"' })).status).toBe(422);
    expect((await one.get(path)).body.state).toBe('dispatched');
  });

  it('what is out of reach answers as what is not there', async () => {
    const path = await raised();
    const nothing = await two.get('/calls/fffffffffffff');
    expect(nothing.status).toBe(404);
    const elsewhere = await program('township-leader', { townshipCode: '370883101' });
    for (const stranger of [two, elsewhere]) {
      expect((await stranger.get(path)).body).toEqual(nothing.body);
      expect((await stranger.get('/calls')).body.items.map(({ id }: { id: string }) => `/calls/${id}`)).not.toContain(
        path,
      );
    }
    const sign = await two.post(`${path}/sign`, {}, { 'if-match': '"2"' });
    expect(sign.body).toEqual(nothing.body);
    // An auditor sees what was done, and nothing of what was written.
    const audited = v.parse(callSchema, (await (await program('auditor')).get(path)).body);
    expect(audited.text).toBeNull();
    expect(JSON.stringify(audited)).not.toContain(WORDS.need);
  });

  it('an urgent one to where nobody is on duty goes up at once, and every reading of a text is logged, as at the desk', async () => {
    const path = await raised('urgent');
    const reads = () =>
      env.DB.prepare(`SELECT count(*) AS n FROM case_read WHERE "of" = 'call' AND case_id = ? AND staff_id = ?`)
        .bind(Number.parseInt(path.slice(-13), 16), one.owner.staff.id)
        .first<number>('n');
    expect(await reads()).toBe(0);
    expect((await one.get(path)).body).toMatchObject({ owner: { code: 'C' }, escalation: 2, state: 'dispatched' });
    expect(await reads()).toBe(1);
  });

  it('photographs that came at the desk are got by those who see the call, and by nobody else', async () => {
    const leader = township.owner;
    const form = new FormData();
    const fields = { key: leader.formKey, once: crypto.randomUUID(), kind: 'ordinary', entry: entry.code, ...WORDS };
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('photos', new File([jpeg() as Uint8Array<ArrayBuffer>], '黑水.jpg'));
    const { location } = await leader.post('/desk/calls/new', form);
    const path = `/calls/${/[0-9a-f]{13}/.exec(location)?.[0]}`;
    const { history } = v.parse(callSchema, (await one.get(path)).body);
    const [photo] = history[0]?.photos ?? [];
    const file = await one.fetch(`${path}/photos/${photo}`);
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect(file.headers.get('content-security-policy')).toContain('sandbox');
    const auditor = await program('auditor');
    expect(v.parse(callSchema, (await auditor.get(path)).body).history[0]?.photos).toEqual([]);
    for (const other of [two, auditor]) expect((await other.fetch(`${path}/photos/${photo}`)).status).toBe(404);
  });

  it('lists page by page, the newest first, and every call once', async () => {
    const made: string[] = [];
    for (let count = 0; count < 3; count++) made.unshift((await raised()).replace('/calls/', ''));
    const ids: string[] = [];
    let cursor = '';
    do {
      const { body } = await township.get(`/calls?limit=2${cursor}`);
      const page = v.parse(callListSchema, body);
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`;
    } while (cursor !== '');
    expect(ids.slice(0, 3)).toEqual(made);
    expect(new Set(ids).size).toBe(ids.length);
    expect((await township.get('/calls?state=nonsense')).status).toBe(400);
  });
});
