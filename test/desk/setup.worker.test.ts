import { env } from 'cloudflare:test';
import { expect, it, vi } from 'vitest';
import type { Env } from '../../worker/platform/env.ts';
import { stranger } from './colleague.ts';

vi.setConfig({ testTimeout: 60_000 });

it('the first account takes the code of the start, is made once of two, and ends the page', async () => {
  const code = 'ABCD-EFGH-JKMN-PQRS';
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(code.replaceAll('-', '')));
  const overrides: Partial<Env> = { SETUP_CODE_HASH: Buffer.from(digest).toString('hex') };
  const password = 'drei Enten am Teich';
  const setUp = (typed: Record<string, string>, given: Partial<Env> = overrides) => {
    const all = { code, staffNumber: 'GL-1', name: '管理', password, again: password, ...typed };
    return stranger({ overrides: given }).post('/desk/setup', all);
  };
  expect((await stranger().open('/desk/setup')).status).toBe(200);
  expect((await setUp({ code: 'WRONG' })).text).toContain('安装码不对');
  // No code in the environment: nobody gets in, not with an empty one either.
  expect((await setUp({ code: '' }, { SETUP_CODE_HASH: '' })).text).toContain('安装码不对');
  expect((await setUp({ again: 'something else' })).text).toContain('两次输的不一样');
  expect((await setUp({ password: 'GL-1 GL-1 GL' })).text).toContain('密码里');
  const both = await Promise.all([setUp({ code: 'abcd efgh jkmn pqrs' }), setUp({ staffNumber: 'GL-2' })]);
  expect(both.map(({ status }) => status).sort()).toEqual([303, 404]);
  const count = await env.DB.prepare('SELECT count(*) AS n FROM staff_account').first<{ n: number }>();
  expect(count?.n).toBe(1);
  expect((await stranger().open('/desk/setup')).status).toBe(404);
});
