/** Joint operations and hazards as programs run them, by the steps of the desk. */
import * as v from 'valibot';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { hazardListSchema, hazardSchema } from '../../worker/programs/hazards.contract.ts';
import { operationListSchema, operationSchema } from '../../worker/programs/operations.contract.ts';
import { jpeg, TELLTALE, textOf } from '../cases/pictures.ts';
import { TOWNSHIP } from '../desk/colleague.ts';
import { type Program, program, twoEntries } from './program.ts';

vi.setConfig({ testTimeout: 60_000 });

const HOUR_MS = 3_600_000;
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString();
const NOT_THERE = 'fffffffffffff';

let township: Program;
let department: Program;
let entry: { code: string; lead: string };
beforeAll(async () => {
  ({ one: entry } = await twoEntries());
  township = await program('township-leader');
  department = await program('department-handler', { departmentCode: entry.lead });
});
const plan = () => ({
  township: TOWNSHIP,
  entry: entry.code,
  title: '沿河排口联合检查',
  place: '村东桥下到水闸',
  purpose: '查排口，取水样。',
  startsAt: inHours(0.5),
  endsAt: inHours(4),
});

describe('a joint operation', () => {
  it('is planned, attended, found out, handed over and settled', async () => {
    const headers = { 'idempotency-key': crypto.randomUUID() };
    const body = plan();
    const planned = await township.post('/operations', body, headers);
    expect(planned.status).toBe(201);
    const { id } = v.parse(operationSchema, planned.body);
    const again = await township.post('/operations', body, headers);
    expect([again.status, again.body.id]).toEqual([200, id]);
    expect((await township.post('/operations', { ...body, title: '别的' }, headers)).body.code).toBe(
      'programs.key-reused',
    );
    const path = `/operations/${id}`;
    expect((await department.get(path)).status).toBe(404);

    const organ = `D${entry.lead}`;
    const asked = await township.step(path, 'add-task', { organ, note: '带仪器来，取水样。' });
    expect(v.parse(operationSchema, asked.body).tasks).toMatchObject([
      { number: 1, organ: { code: organ }, state: 'asked' },
    ]);
    const list = v.parse(operationListSchema, (await department.get('/operations?state=planned')).body);
    expect(list.items.map((one) => one.id)).toContain(id);

    const key = { 'idempotency-key': crypto.randomUUID() };
    const { version } = (await department.get(path)).body;
    const confirm = (task: number) =>
      department.post(`${path}/confirm`, { task }, { ...key, 'if-match': `"${version}"` });
    expect((await confirm(1)).body.tasks[0].state).toBe('confirmed');
    expect((await confirm(1)).status).toBe(200);
    expect((await confirm(2)).body.code).toBe('programs.key-reused');
    expect((await department.step(path, 'start')).body.code).toBe('programs.not-possible');
    await township.step(path, 'start');
    expect((await department.step(path, 'arrive', { task: 1 })).body.tasks[0].arrivedAt).not.toBeNull();
    expect((await department.step(path, 'finding', { note: '东侧排口有黑水。' })).status).toBe(200);
    const picture = await department.photo(path, jpeg({ tail: TELLTALE }));
    const [photo] = v.parse(operationSchema, picture.body).photos;
    const file = await township.fetch(`${path}/photos/${photo?.id}`);
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect(file.headers.get('content-disposition')).toContain('attachment');
    expect(textOf(new Uint8Array(await file.arrayBuffer()))).not.toContain('iPhone');
    const broken = await department.photo(path, new TextEncoder().encode('no picture'));
    expect([broken.status, broken.body.errors[0].pointer]).toEqual([422, '/photo']);
    const elsewhere = await program('township-leader', { townshipCode: '370883101' });
    expect((await elsewhere.fetch(`${path}/photos/${photo?.id}`)).status).toBe(404);
    expect((await elsewhere.post(`${path}/photo`, {}, { 'if-match': '"1"' })).status).toBe(404);
    const early = await township.step(path, 'report', { note: '结束。' });
    expect([early.status, early.body.errors[0].pointer]).toEqual([422, '/note']);
    await department.step(path, 'finish-task', { task: 1, note: '取样两份。' });
    expect((await township.step(path, 'report', { note: '排口封了。' })).body.state).toBe('reported');

    const astray = await township.step(path, 'hand-over', {
      organ: 'DM01',
      entry: entry.code,
      note: '请查处。',
    });
    expect([astray.status, astray.body.errors[0].pointer]).toEqual([422, '/organ']);
    const over = await township.step(path, 'hand-over', { organ, entry: entry.code, note: '请立案查处。' });
    expect(over.body).toMatchObject({ state: 'handed-over', owner: { code: organ }, handOvers: [{ state: 'open' }] });
    await department.step(path, 'take-over');
    expect((await department.step(path, 'settle', { note: '已立案。' })).body.handOvers[0].state).toBe('settled');
    const closed = v.parse(operationSchema, (await township.step(path, 'close', { note: '了结。' })).body);
    expect(closed).toMatchObject({ state: 'closed', nextAt: null, possible: [] });
    expect(closed.history.map(({ note }) => note)).toContain('东侧排口有黑水。');
  });

  it('no task reaches another township, or a village committee, around the gate', async () => {
    const { body } = await township.post('/operations', { ...plan(), entry: '' });
    for (const organ of ['T370883101', 'O370883101-O08', 'V370883107201', 'T370883107201']) {
      const task = await township.step(`/operations/${body.id}`, 'add-task', { organ, note: '来巡查。' });
      expect([organ, task.status, task.body.errors[0].pointer]).toEqual([organ, 422, '/organ']);
    }
    const elsewhere = await township.post('/operations', { ...plan(), township: '370883101' });
    expect(elsewhere.status).toBe(404);
    expect((await department.post('/operations', plan())).status).toBe(403);
  });

  it('a decision on what has changed meanwhile gets 409, what is only added does not', async () => {
    const { body } = await township.post('/operations', plan());
    const path = `/operations/${body.id}`;
    await township.step(path, 'add-task', { organ: `D${entry.lead}`, note: '来。' });
    const { version } = (await township.get(path)).body;
    const seen = { 'if-match': `"${version}"` };
    expect((await department.post(`${path}/confirm`, { task: 1 }, seen)).status).toBe(200);
    expect((await township.post(`${path}/start`, {}, seen)).status).toBe(200);
    const lost = await township.post(`${path}/cancel`, { note: '不去了。' }, seen);
    expect(lost.body).toMatchObject({ status: 409, state: 'under-way' });
    expect((await township.get(`/operations/${NOT_THERE}`)).status).toBe(404);
  });
});

describe('a hazard', () => {
  it('is reported, verified, ticked off, removed, and looked at again by somebody else', async () => {
    const report = { township: TOWNSHIP, kind: 'work-safety', place: '村西窑厂', what: '围墙裂了，向路这边歪。' };
    const headers = { 'idempotency-key': crypto.randomUUID() };
    const made = await township.post('/hazards', report, headers);
    expect(made.status).toBe(201);
    const { id, checklist } = v.parse(hazardSchema, made.body);
    expect((await township.post('/hazards', report, headers)).status).toBe(200);
    expect((await township.post('/hazards', { ...report, what: '别的。' }, headers)).body.code).toBe(
      'programs.key-reused',
    );
    const path = `/hazards/${id}`;
    const elsewhere = await program('township-leader', { townshipCode: '370883101' });
    expect((await elsewhere.get(path)).body).toEqual((await elsewhere.get(`/hazards/${NOT_THERE}`)).body);
    expect(v.parse(hazardListSchema, (await township.get('/hazards?state=reported')).body).items[0]?.id).toBe(id);

    await township.step(path, 'sign');
    await township.step(path, 'verify', { note: '属实。' });
    await township.step(path, 'act', { note: '拉了警戒，拆墙。' });
    const early = await township.step(path, 'remove', { note: '拆完了。' });
    expect(early.status).toBe(422);
    const checks = checklist.filter(({ must }) => must).map((one) => one.id);
    const ticked = await township.step(path, 'check', { checks });
    expect(v.parse(hazardSchema, ticked.body).checklist.filter(({ isChecked }) => isChecked)).toHaveLength(
      checks.length,
    );
    expect((await township.step(path, 'remove', { note: '拆完了。' })).body.state).toBe('removed');
    // Four eyes here too: who has removed it does not confirm it.
    expect((await township.step(path, 'confirm', { note: '没问题。' })).status).toBe(422);
    const second = await program('township-handler');
    expect((await second.step(path, 'confirm', { note: '看过，没问题。' })).body.state).toBe('closed');
  });
});
