/**
 * The table of permissions against the routes of programs: every route × every role, and every record × one's own
 * place and another one. What is expected comes from the table alone.
 */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { PROGRAM_ACCESS } from '../../worker/programs/access.data.ts';
import { scopeOf } from '../../worker/staff/permissions.rules.ts';
import { STAFF_ROLES, type StaffRole } from '../../worker/staff/staff.contract.ts';
import { TOWNSHIP } from '../desk/colleague.ts';
import { type Program, program, theApp, twoEntries, withToken } from './program.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const routes = () => {
  theApp();
  return [...PROGRAM_ACCESS].map(([route, permissions]) => {
    const [method = '', path = ''] = route.replace('/api/v1', '').split(' ');
    return { route, method, path, permissions };
  });
};
const NOTHING: Record<string, string> = { admissions: '00000000-0000-4000-8000-00000000ffff' };
/** Of each kind one that there is. */
const made: Record<string, string> = {};

const kindOf = (path: string) => path.split('/')[1] ?? '';
const at = (path: string, id: string) => path.replace(':id', id).replace(':photo', NOTHING['admissions'] ?? '');
const ask = (who: Program, method: string, path: string) =>
  method === 'GET' ? who.get(path) : who.post(path, {}, { 'if-match': '"1"' });
const known = new Map<string, Program>();
const oneOf = async (role: StaffRole, townshipCode?: string): Promise<Program> => {
  const name = `${role} ${townshipCode ?? ''}`;
  const who = known.get(name) ?? (await program(role, townshipCode === undefined ? {} : { townshipCode }));
  known.set(name, who);
  return who;
};

beforeAll(async () => {
  const { one } = await twoEntries();
  const leader = await oneOf('township-leader');
  const department = await program('department-head', { departmentCode: one.lead });
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
  const call = { kind: 'ordinary', entry: one.code, need: '来查。', why: '没有权。' };
  const plan = { title: '检查', place: '桥下', purpose: '查。', startsAt: day(1), endsAt: day(2) };
  const task = { title: '巡查', what: '巡查一次。', kind: 'listed', entryCode: one.code, bodies: [TOWNSHIP] };
  const days = { startDay: day(0).slice(0, 10), endDay: day(30).slice(0, 10) };
  const hazard = { kind: 'work-safety', place: '窑厂', what: '墙裂了。' };
  made['calls'] = (await leader.post('/calls', call)).body.id;
  made['operations'] = (await leader.post('/operations', { township: TOWNSHIP, ...plan })).body.id;
  made['hazards'] = (await leader.post('/hazards', { township: TOWNSHIP, ...hazard })).body.id;
  made['admissions'] = (await department.post('/admissions', { ...task, ...days })).body.id;
});

let cells = 0;

describe('the routes of programs', () => {
  it('answer 401 without a token, 403 to roles that the table does not name, and let in those that it names', async () => {
    const wrong: string[] = [];
    for (const { route, method, path, permissions } of routes()) {
      const concrete = at(path, NOTHING[kindOf(path)] ?? 'fffffffffffff');
      const { status: stranger } = await ask(withToken(''), method, concrete);
      cells++;
      if (stranger !== 401) wrong.push(`${route}: a stranger gets ${stranger}`);
      for (const role of STAFF_ROLES) {
        const { status } = await ask(await oneOf(role), method, concrete);
        cells++;
        const may = permissions.some((name) => scopeOf(role, name) !== null);
        if (may ? [401, 403, 429].includes(status) || status >= 500 : status !== 403)
          wrong.push(`${route}: ${role} gets ${status}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('to a township elsewhere no record is there, neither to read nor for any step', async () => {
    const wrong: string[] = [];
    for (const role of ['township-leader', 'township-handler', 'counter-clerk'] as const) {
      const elsewhere = await oneOf(role, '370883101');
      for (const { route, method, path, permissions } of routes()) {
        if (!path.includes(':id') || !permissions.some((name) => scopeOf(role, name) !== null)) continue;
        const answers = [made[kindOf(path)] ?? '', NOTHING[kindOf(path)] ?? 'fffffffffffff'].map(async (id) => {
          const { status, body } = await ask(elsewhere, method, at(path, id));
          return JSON.stringify([status, body]);
        });
        const [there, notThere] = await Promise.all(answers);
        cells++;
        // A body that is not complete is refused before anything is looked for, whatever the id.
        if (there !== notThere || !/^\[(404|422),/.test(there ?? '')) wrong.push(`${route}: ${role} gets ${there}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('are counted', () => {
    console.info(`access matrix of programs: ${cells} cells`);
    expect(cells).toBeGreaterThan(400);
  });
});
