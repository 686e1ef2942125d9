import { env } from 'cloudflare:test';
import { expect, it, vi } from 'vitest';
import { messageText } from '../../worker/desk/outbox.rules.ts';
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

it('an urgent call that found nobody on duty says so, and a department that answers in time was not late', async () => {
  const head = await colleague('department-head', { departmentCode: 'M30' });
  const { path } = await call('urgent');
  const signed = await head.press(await head.open(`${path}/sign`), '签收');
  expect(signed.text).toContain('没有人值班，直接报统筹办');
  for (const word of ['超过时限', '还没有回音']) expect(signed.text).not.toContain(word);
  expect(await stored(path)).toMatchObject({ state: 'signed', escalation: 0, owner: 'DM30' });
  const duty = await head.open('/desk/duty');
  expect(duty.html).toContain(`href="${path}"`);
  expect(duty.text).toMatch(/超期 0 件/);
  expect(duty.html).not.toContain('tag late');
});

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
  expect(events.results.map(({ action }) => action)).toEqual(['call.gap', 'call.refuse', 'call.dispatch']);
  expect(events.results.map(({ actor }) => actor === 'system')).toEqual([true, false, true]);

  // Decided for it all the same: it goes up again. Decided for one where somebody is: it stays there.
  const coordinator = await colleague('coordinator');
  const decide = async (values: Record<string, string>) =>
    coordinator.press(await coordinator.open(`${kept.path}/decide`), '定由谁办', values);
  await decide(away);
  expect(await stored(kept.path)).toMatchObject({ lead: 'DM17', escalation: 2, owner: 'C' });
  await decide({ body: 'DM30', entry: ENTRY, note: '先查谁排的。' });
  expect(await stored(kept.path)).toMatchObject({ lead: 'DM30', escalation: 0, owner: 'DM30' });
});

it('the message of it names no limit that has passed', () => {
  const of = { id: 'x', at: '2026-11-23T00:00:00.000Z', holder: 'C', to: 'coordinator', action: 'gap' } as const;
  const payload = { ...of, event: 'call.escalated', call: '75b6a35ba0934', state: 'dispatched' } as const;
  expect(messageText(payload)).toBe('已上报：没有人值班，直接报统筹办');
});
