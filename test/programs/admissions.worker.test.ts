/** The gate as programs meet it: nothing reaches a township around it, and nobody decides alone. */
import { env } from 'cloudflare:test';
import * as v from 'valibot';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { admissionListSchema, admissionSchema } from '../../worker/programs/admissions.contract.ts';
import { TOWNSHIP } from '../desk/colleague.ts';
import { type Program, program, theApp, twoEntries } from './program.ts';

vi.setConfig({ testTimeout: 60_000 });

const DAY_MS = 86_400_000;
const dayFrom = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
const basics = () => ({
  title: '沿街门牌登记',
  what: '按名单上门核对门牌，填好表交回。',
  kind: 'listed',
  bodies: [TOWNSHIP],
  startDay: dayFrom(0),
  endDay: dayFrom(30),
});
const conditions = {
  approvalNumber: '政办字 1 号',
  approvingBody: '市人民政府',
  leadDuty: '本部门牵头，汇总和核对。',
  cooperatingDuty: '镇街配合，提供名单。',
  funds: '每个镇街一笔专项经费。',
  staffing: '派两名工作人员。',
  guidance: '每周到场指导。',
  training: '开始前培训一次。',
};

let department: Program;
let township: Program;
let lead: string;
let code: string;
beforeAll(async () => {
  const { one } = await twoEntries();
  [lead, code] = [one.lead, one.code];
  department = await program('department-handler', { departmentCode: lead });
  township = await program('township-leader');
});
const inLedger = async (id: string) => {
  const answer = await theApp().request(`/open/admissions/${id}`, undefined, env);
  return { status: answer.status, text: await answer.text() };
};
const proposed = async () => {
  const { status, body } = await department.post('/admissions', { ...basics(), kind: 'temporary', ...conditions });
  expect([status, body.state]).toEqual([201, 'proposed']);
  return `/admissions/${body.id}`;
};

describe('a department’s program', () => {
  it('an off-list task is refused with the rule and how to apply, publicly, and reaches no township', async () => {
    const { status, body } = await department.post('/admissions', basics());
    expect(status).toBe(201);
    const one = v.parse(admissionSchema, body);
    expect(one).toMatchObject({ state: 'refused', entry: null, refusal: { rule: 'not-on-list' } });
    expect(one.refusal?.howToApply).toContain('先报市政府批准');
    const open = await inLedger(one.id);
    expect([open.status, open.text.includes('not-on-list')]).toEqual([200, true]);
    const list = v.parse(admissionListSchema, (await township.get('/admissions')).body);
    expect(list.items.map(({ id }) => id)).not.toContain(one.id);
    expect(one.possible).toEqual([]);
  });

  it('a village committee as the responsible body is refused, by name or hidden among townships', async () => {
    for (const bodies of [['370883107201'], [TOWNSHIP, '370883107201'], ['999999999999']]) {
      const { status, body } = await department.post('/admissions', { ...basics(), entryCode: code, bodies });
      expect([status, body.state, body.refusal.rule]).toEqual([201, 'refused', 'village-committee']);
      expect(body.refusal.howToApply).toContain('责任主体写部门或镇街');
    }
  });

  it('a task on the list is admitted with the entry as evidence, unless the lead were passed on', async () => {
    const { body } = await department.post('/admissions', { ...basics(), entryCode: code });
    expect(v.parse(admissionSchema, body)).toMatchObject({ state: 'admitted', entry: { code }, refusal: null });
    expect((await township.get(`/admissions/${body.id}`)).body.possible).toEqual(['remark']);
    const lot = await department.post('/admissions', { ...basics(), entryCode: code, asked: 'lead' });
    expect(lot.body.refusal.rule).toBe('lead-stays');
    // By an entry that another department leads.
    const { other } = await twoEntries();
    const foreign = await department.post('/admissions', { ...basics(), entryCode: other.code });
    expect(foreign.body.refusal.rule).toBe('not-your-entry');
  });

  it('four eyes: who has examined does not approve as well; the answer got lost, and the step is taken once', async () => {
    const path = await proposed();
    const first = await program('coordinator');
    const second = await program('coordinator');
    expect((await department.step(path, 'approve')).status).toBe(403);
    expect((await first.step(path, 'approve')).body).toMatchObject({
      code: 'programs.not-possible',
      state: 'proposed',
    });
    const { version } = (await first.get(path)).body;
    const examine = () => first.post(`${path}/examine`, { note: '材料齐。' }, { 'if-match': `"${version}"` });
    expect([(await examine()).body.state, (await examine()).body.state]).toEqual(['examined', 'examined']);
    const own = await first.step(path, 'approve');
    expect([own.status, own.body.possible]).toEqual([409, ['refuse']]);
    const other = await second.post(`${path}/refuse`, { note: '不行。' }, { 'if-match': `"${version}"` });
    expect(other.body).toMatchObject({
      status: 409,
      code: 'programs.changed',
      state: 'examined',
      version: version + 1,
    });
    expect(other.body.possible).toEqual(['approve', 'refuse']);
    const done = v.parse(admissionSchema, (await second.step(path, 'approve')).body);
    expect(done.state).toBe('admitted');
    expect(done.history.map(({ action }) => action)).toEqual(['propose', 'examine', 'approve']);
    expect((await inLedger(done.id)).status).toBe(200);
    expect((await department.step(path, 'end-early', { note: '提前做完了。' })).body.state).toBe('ended');
  });

  it('the same key again is the same proposal; with other words, or from somebody else, it is refused', async () => {
    const headers = { 'idempotency-key': crypto.randomUUID() };
    const body = { ...basics(), entryCode: code };
    const first = await department.post('/admissions', body, headers);
    const again = await department.post('/admissions', body, headers);
    expect([first.status, again.status, again.body.id]).toEqual([201, 200, first.body.id]);
    const changed = await department.post('/admissions', { ...body, what: '别的。' }, headers);
    expect(changed.body.code).toBe('programs.key-reused');
    const colleague = await program('department-head', { departmentCode: lead });
    expect((await colleague.post('/admissions', body, headers)).body.code).toBe('programs.key-reused');
    const { items } = (await department.get('/admissions?limit=1000')).body;
    expect(items.filter(({ id }: { id: string }) => id === first.body.id)).toHaveLength(1);
  });

  it('what is missing is told by its place, and nothing is kept', async () => {
    const { status, body } = await department.post('/admissions', { ...basics(), title: '', endDay: dayFrom(-3) });
    expect(status).toBe(422);
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(['/title', '/endDay']);
    expect((await township.post('/admissions', basics())).status).toBe(403);
  });

  it('what concerns others answers as what is not there', async () => {
    const path = await proposed();
    const nothing = await department.get('/admissions/00000000-0000-4000-8000-00000000ffff');
    expect(nothing.status).toBe(404);
    for (const other of [
      await program('department-head', { departmentCode: lead === 'M03' ? 'M14' : 'M03' }),
      await program('township-leader', { townshipCode: '370883101' }),
    ]) {
      expect((await other.get(path)).body).toEqual(nothing.body);
      expect((await other.get('/admissions')).body.items).toEqual([]);
    }
    await department.step(path, 'withdraw');
    expect((await township.get(path)).status).toBe(404);
    expect(
      (await township.get('/admissions?limit=1000')).body.items.map(({ id }: { id: string }) => `/admissions/${id}`),
    ).not.toContain(path);
  });
});
