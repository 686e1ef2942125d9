import { env } from 'cloudflare:test';
import { expect, it, vi } from 'vitest';
import { colleague } from '../desk/colleague.ts';
import { momentIn } from './world.ts';

vi.setConfig({ testTimeout: 60_000 });

/** M30 leads by the first, M17 by the second. */
const ENTRY = 'D03-021';
const RIVER = 'D08-052';

interface Stored {
  path: string;
  state: string;
  escalation: number;
  lead: string;
  owner: string;
  due_at: number | null;
}
async function stored(path: string): Promise<Stored> {
  const row = await env.DB.prepare('SELECT state, escalation, lead, owner, due_at FROM call_record WHERE id = ?')
    .bind(Number.parseInt(path.slice(-13), 16))
    .first<Omit<Stored, 'path'>>();
  if (row === null) throw new Error(`no call at ${path}`);
  return { path, ...row };
}

async function call(kind: string): Promise<Stored> {
  const leader = await colleague('township-leader');
  const page = await leader.open(`/desk/calls/new?entry=${ENTRY}`);
  const key = /name="key" value="([^"]*)"/.exec(page.html)?.[1] ?? '';
  const answer = await leader.post('/desk/calls/new', {
    ...{ key, once: crypto.randomUUID(), entry: ENTRY, kind, case: '' },
    ...{ need: '请来查黑水。', why: '镇里没有执法权。', evidence: '', place: '村东河' },
  });
  expect(answer.status, answer.text).toBe(303);
  return stored(/\/desk\/calls\/[0-9a-f]{13}/.exec(answer.location)?.[0] ?? '');
}

it('an urgent call to a department where nobody is on duty goes up at once, whoever sends it there; others wait their time', async () => {
  expect(await call('urgent')).toMatchObject({ lead: 'DM30', escalation: 2 });
  expect(await call('ordinary')).toMatchObject({ lead: 'DM30', escalation: 0 });
  const head = await colleague('department-head', { departmentCode: 'M30' });
  const roster = await head.open('/desk/roster');
  await head.press(roster, '排上', { staff: String(head.staff.id), starts: momentIn(-1), ends: momentIn(10) });
  const kept = await call('urgent');
  expect(kept).toMatchObject({ escalation: 0, owner: 'DM30' });
  expect(kept.due_at).not.toBe(null);

  // Passed on to a department where nobody is: the coordinating office has it in the same step.
  const away = { body: 'DM17', entry: RIVER, note: '排口在河道里。' };
  await head.press(await head.open(`${kept.path}/refuse`), '不归本单位', away);
  expect(await stored(kept.path)).toMatchObject({ lead: 'DM17', escalation: 2, owner: 'C', state: 'dispatched' });
  const events = await env.DB.prepare(
    'SELECT action, actor FROM call_event WHERE call_id = ? ORDER BY seq DESC LIMIT 3',
  )
    .bind(Number.parseInt(kept.path.slice(-13), 16))
    .all<{ action: string; actor: string }>();
  expect(events.results.map(({ action }) => action)).toEqual(['call.escalate-further', 'call.escalate', 'call.refuse']);
  expect(events.results.map(({ actor }) => actor === 'system')).toEqual([true, true, false]);

  // Decided for it all the same: it goes up again. Decided for one where somebody is: it stays there.
  const coordinator = await colleague('coordinator');
  const decide = async (values: Record<string, string>) =>
    coordinator.press(await coordinator.open(`${kept.path}/decide`), '定由谁办', values);
  await decide(away);
  expect(await stored(kept.path)).toMatchObject({ lead: 'DM17', escalation: 2, owner: 'C' });
  await decide({ body: 'DM30', entry: ENTRY, note: '先查谁排的。' });
  expect(await stored(kept.path)).toMatchObject({ lead: 'DM30', escalation: 0, owner: 'DM30' });
});
