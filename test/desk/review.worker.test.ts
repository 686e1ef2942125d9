import { env } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { createApp } from '../../worker/app.ts';
import { EXAMPLE_SUBMISSION } from '../../worker/cases/examples.data.ts';
import { caseIdOf } from '../../worker/cases/naming.usecases.ts';
import { idText } from '../../worker/cases/trail.rules.ts';
import type { Env } from '../../worker/platform/env.ts';
import { readKeys } from '../../worker/platform/keys.ts';
import { Citizen } from '../cases/caller.ts';
import { colleague, TOWNSHIP } from './colleague.ts';

const real = env as unknown as Env;
const citizen = new Citizen({ LIMITS: '{"submits":{"burst":500,"perHour":500}}' }, createApp().app);

/** @param form as the page says it was filled in */
async function handIn(form: string, text: string) {
  const body = { ...EXAMPLE_SUBMISSION, kind: 'complaint', township: TOWNSHIP, text, source: 'page' };
  const headers = { 'idempotency-key': crypto.randomUUID(), 'x-form': form };
  const { status, body: receipt } = await citizen.post<{ receiptNumber: string; lookupCode: string }>(
    '/cases',
    body,
    headers,
  );
  expect(status).toBe(201);
  const id = caseIdOf(readKeys(real), receipt.receiptNumber);
  return { ...receipt, path: `/desk/cases/${idText(id)}` };
}
const statusOf = async ({ receiptNumber, lookupCode }: { receiptNumber: string; lookupCode: string }) =>
  (await citizen.lookUp(receiptNumber, lookupCode)).body;

describe('a case that may be a machine’s', () => {
  it('stands in the queue by its limit like the others, is marked, and can be looked at alone or left out', async () => {
    const odd = await handIn('60;filled', '垃圾堆在路口，没有人来收，已经三天了。');
    const plain = await handIn('60', '路灯坏了三盏，晚上看不见路。');
    const clerk = await colleague('counter-clerk');
    const all = await clerk.open('/desk/cases');
    const rowOf = (path: string) => [...all.html.matchAll(/<tr>.*?<\/tr>/gs)].find(([row]) => row.includes(path))?.[0];
    expect(rowOf(odd.path)).toContain('先看一眼');
    expect(rowOf(plain.path)).not.toContain('先看一眼');
    const shown = async (review: string) => {
      const { html } = await clerk.open(`/desk/cases?box=own&review=${review}`);
      return [odd, plain].map(({ path }) => html.includes(path));
    };
    expect(await shown('only')).toEqual([true, false]);
    expect(await shown('without')).toEqual([false, true]);
    expect(await shown('anything')).toEqual([true, true]);
    expect((await clerk.open('/desk/cases?box=own&review=only')).html).toMatch(/<option value="only" selected/);
  });

  it('says why, is cleared by whoever has looked, and the citizen reads nothing of it', async () => {
    const odd = await handIn('60;filled', '水管漏水，路面都结冰了，请来修。');
    const clerk = await colleague('counter-clerk');
    const page = await clerk.open(odd.path);
    expect(page.text).toContain('先看一眼：可能是机器交的');
    expect(page.text).toContain('填了人看不见的一栏');
    expect(page.text).toContain('期限照走');
    const form = await clerk.open(`${odd.path}/clear-review`);
    expect(form.text).toContain('水管漏水');
    const before = await statusOf(odd);
    const done = await clerk.press(form, '看过了，不是机器交的', { note: '打电话问过。' });
    expect(done.text).toContain('办好了');
    expect(done.text).not.toContain('先看一眼：可能是机器交的');
    expect(done.text).toContain('打电话问过。');
    expect((await clerk.open('/desk/cases?box=own&review=only')).html).not.toContain(odd.path);
    const after = await statusOf(odd);
    expect([after.state, after.timeline, after.clocks, after.messages]).toEqual([
      before.state,
      before.timeline,
      before.clocks,
      before.messages,
    ]);
    expect((await clerk.open(`${odd.path}/clear-review`)).status).toBe(409);
  });

  it('is declined with a reason like any other, or accepted, and then nobody is asked any more', async () => {
    const machine = await handIn('60;filled', '低价办证，请加联系方式，速来。');
    const person = await handIn('60;filled', '村里的桥栏杆断了，小孩走很危险。');
    const clerk = await colleague('counter-clerk');
    const nothing = await clerk.press(await clerk.open(`${machine.path}/decline`), '不予受理', { where: 'other' });
    expect(nothing.status).toBe(422);
    await clerk.press(await clerk.open(`${machine.path}/decline`), '不予受理', {
      where: 'other',
      note: '这是广告，不是要办的事。有事要办请再交一次。',
    });
    const declined = await statusOf(machine);
    expect(declined.state).toBe('declined');
    expect(declined.timeline.at(-1)?.text).toContain('有事要办请再交一次');
    const accepted = await clerk.press(await clerk.open(`${person.path}/accept`), '受理');
    expect(accepted.text).not.toContain('先看一眼：可能是机器交的');
    expect((await clerk.open('/desk/cases?box=own&review=only')).html).not.toContain(person.path);
  });

  it('is cleared by the counter alone; what merely adds to it clears nothing', async () => {
    const odd = await handIn('60;filled', '化粪池满了，流到了街上，请派人来抽。');
    const clerk = await colleague('counter-clerk');
    await clerk.press(await clerk.open(`${odd.path}/note`), '写内部记录', { note: '先记一笔。' });
    expect((await clerk.open(odd.path)).text).toContain('先看一眼：可能是机器交的');
    const leader = await colleague('township-leader');
    expect((await leader.open(odd.path)).text).toContain('先看一眼：可能是机器交的');
    expect((await leader.open(`${odd.path}/clear-review`)).status).toBe(403);
    const other = await colleague('counter-clerk', { townshipCode: '370883101' });
    expect((await other.open(`${odd.path}/clear-review`)).status).toBe(404);
  });
});
