import { env } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { colleague } from './colleague.ts';

const RECEIVER = { OUTBOX_URL: 'https://gateway.example/one-window', OUTBOX_SECRET: 'not-to-be-shown' };
const NOW = Date.parse('2026-11-23T02:00:00Z');

async function dead(id: string, failure: string): Promise<void> {
  const payload = {
    id,
    event: 'case.escalated',
    at: '',
    case: '000000000000a',
    holder: 'T370883107',
    due: '2026-11-20',
    to: 'leader',
  };
  await env.DB.prepare(
    'INSERT INTO outbox (key, payload, created_at, attempts, next_at, dead_at, failure) VALUES (?1, ?2, ?3, 12, NULL, ?3, ?4)',
  )
    .bind(id, JSON.stringify(payload), NOW, failure)
    .run();
}

describe('the outbox on the desk', () => {
  it('says that nothing is set up, and to whom that matters', async () => {
    const { text, status } = await (await colleague('administrator')).open('/desk/outbox');
    expect(status).toBe(200);
    expect(text).toContain('没有设置往哪里发');
  });

  it('shows a dead letter with what to do about it; a person sends it again, once', async () => {
    await dead('one', 'status-404');
    const administrator = await colleague('administrator', {}, { overrides: RECEIVER });
    const page = await administrator.open('/desk/outbox');
    expect(page.text).toContain('发到 gateway.example');
    expect(page.text).not.toContain('not-to-be-shown');
    expect(page.text).toContain('对方回答 404：请核对地址和口令');
    expect(page.text).toContain('太平镇窗口');
    const after = await administrator.press(page, '重发');
    expect(after.text).toContain('放回去了');
    expect(after.text).toContain('等着发的（1）');
    expect((await administrator.press(page, '重发')).text).toContain('这一条已经有人处理过了');
    const row = await env.DB.prepare('SELECT attempts, dead_at FROM outbox').first();
    expect(row).toEqual({ attempts: 0, dead_at: null });
  });

  it.each(['counter-clerk', 'township-leader', 'department-head', 'auditor'] as const)(
    'is closed to %s',
    async (role) => {
      const person = await colleague(role);
      expect((await person.open('/desk/outbox')).status).toBe(403);
    },
  );
});
