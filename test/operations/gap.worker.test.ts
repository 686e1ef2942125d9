import { env } from 'cloudflare:test';
import { expect, it, vi } from 'vitest';
import { colleague } from '../desk/colleague.ts';
import { momentIn } from './world.ts';

vi.setConfig({ testTimeout: 60_000 });

const ENTRY = 'D03-021';

async function call(kind: string): Promise<{ escalation: number; lead: string; due_at: number | null }> {
  const leader = await colleague('township-leader');
  const page = await leader.open(`/desk/calls/new?entry=${ENTRY}`);
  const key = /name="key" value="([^"]*)"/.exec(page.html)?.[1] ?? '';
  const answer = await leader.post('/desk/calls/new', {
    ...{ key, once: crypto.randomUUID(), entry: ENTRY, kind, case: '' },
    ...{ need: '请来查黑水。', why: '镇里没有执法权。', evidence: '', place: '村东河' },
  });
  expect(answer.status, answer.text).toBe(303);
  const id = Number.parseInt(/[0-9a-f]{13}/.exec(answer.location)?.[0] ?? '', 16);
  const row = await env.DB.prepare('SELECT escalation, lead, due_at FROM call_record WHERE id = ?').bind(id).first();
  return row as { escalation: number; lead: string; due_at: number | null };
}

it('an urgent call to a department where nobody is on duty goes up at once; others wait their time', async () => {
  expect(await call('urgent')).toMatchObject({ lead: 'DM30', escalation: 2 });
  expect(await call('ordinary')).toMatchObject({ lead: 'DM30', escalation: 0 });
  const head = await colleague('department-head', { departmentCode: 'M30' });
  const roster = await head.open('/desk/roster');
  await head.press(roster, '排上', { staff: String(head.staff.id), starts: momentIn(-1), ends: momentIn(10) });
  const kept = await call('urgent');
  expect(kept).toMatchObject({ escalation: 0 });
  expect(kept.due_at).not.toBe(null);
});
