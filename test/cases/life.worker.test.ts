import { env } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { createApp } from '../../worker/app.ts';
import { caseIdOf } from '../../worker/cases/naming.usecases.ts';
import { eraseDue } from '../../worker/cases/retention.usecases.ts';
import type { Env } from '../../worker/platform/env.ts';
import { readKeys } from '../../worker/platform/keys.ts';
import { Citizen, unlimited } from './caller.ts';
import { handle, worldOf } from './staff.ts';

const real = { ...(env as unknown as Env), RATE_LIMITS: 'off' };
const citizen = unlimited();
const DAY_MS = 86_400_000;
const events = async (number: string) =>
  (
    await env.DB.prepare('SELECT * FROM case_event WHERE case_id = ? ORDER BY seq')
      .bind(caseIdOf(readKeys(real), number))
      .all<Record<string, unknown>>()
  ).results;

async function answered() {
  const { body: receipt } = await citizen.submit();
  for (const action of ['accept', 'assign', 'start'] as const) await handle(real, receipt.receiptNumber, action);
  await handle(real, receipt.receiptNumber, 'answer', '已经责令停产，30 日内改好。');
  return receipt;
}

describe('a case after it was handed in', () => {
  it('shows the answer, takes a rejection once, then a rating', async () => {
    const receipt = await answered();
    const seen = await citizen.lookUp(receipt.receiptNumber, receipt.lookupCode);
    expect(seen.body.messages).toMatchObject([{ from: 'office', text: '已经责令停产，30 日内改好。' }]);
    expect(seen.body.can).toEqual(['supplement', 'reject', 'rate', 'attach']);
    expect(seen.body.next).toBeNull();
    const rejected = await citizen.step(receipt, 'reject', { reason: '没有停。' });
    expect([rejected.body.state, rejected.body.next === null]).toEqual(['handling', false]);
    await handle(real, receipt.receiptNumber, 'answer', '复查过，已经停了。');
    const again = await citizen.step(receipt, 'reject', { reason: '还是不行。' });
    expect([again.status, again.body.code, again.body.state]).toEqual([409, 'cases.not-possible', 'answered']);
    const rated = await citizen.step(receipt, 'rate', { level: 2, text: '慢了点。' });
    expect([rated.body.state, rated.body.can]).toEqual(['completed', ['deletion']]);
  });

  it('50 that withdraw at once: one wins, the others are told where it stands', async () => {
    const { body: receipt } = await citizen.submit();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => citizen.step(receipt, 'withdraw', { reason: '算了。' })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status, body }) => status === 409 && body.state === 'withdrawn')).toHaveLength(49);
    expect(await events(receipt.receiptNumber)).toHaveLength(2);
  });

  it('20 supplements at once are all kept, each once', async () => {
    const { body: receipt } = await citizen.submit();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) => citizen.step(receipt, 'supplement', { text: `补充 ${at}` })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    const { body } = await citizen.lookUp(receipt.receiptNumber, receipt.lookupCode);
    expect(new Set(body.messages.map(({ text }) => text)).size).toBe(20);
    expect((await citizen.step(receipt, 'supplement', { text: '还有' })).status).toBe(409);
  });

  it('a supplement to what waits for a correction hands it in, and the clock goes on', async () => {
    const { body: receipt } = await citizen.submit();
    await handle(real, receipt.receiptNumber, 'request-correction', '请写明是哪一家。');
    const waiting = await citizen.lookUp(receipt.receiptNumber, receipt.lookupCode);
    expect([waiting.body.state, waiting.body.next]).toEqual(['awaiting-correction', null]);
    const { body } = await citizen.step(receipt, 'supplement', { text: '是村东那家。' });
    expect([body.state, body.next?.date]).toEqual(['submitted', receipt.answerBy.date]);
  });

  it('a step without a token, with a foreign or an old one, is refused alike', async () => {
    const { body: mine } = await citizen.submit();
    const { body: other } = await citizen.submit();
    const body = { text: '补充' };
    for (const token of ['x', other.token, mine.token.replace(/^./, '1'), `0.${mine.token.split('.')[1]}`]) {
      const answer = await citizen.step({ ...mine, token }, 'supplement', body);
      expect([answer.status, answer.body.code]).toEqual([401, 'cases.token-invalid']);
    }
    expect((await citizen.post(`/cases/${mine.receiptNumber}/withdraw`, { reason: 'x' })).status).toBe(401);
  });

  it('a retry of a step is that step; another body under its key is refused', async () => {
    const { body: receipt } = await citizen.submit();
    const key = crypto.randomUUID();
    const first = await citizen.step(receipt, 'supplement', { text: '一次' }, key);
    const again = await citizen.step(receipt, 'supplement', { text: '一次' }, key);
    expect(again.body.messages).toEqual(first.body.messages);
    expect((await citizen.step(receipt, 'supplement', { text: '两次' }, key)).body.code).toBe('cases.key-reused');
    expect((await citizen.step(receipt, 'withdraw', { reason: '一次' }, key)).body.code).toBe('cases.key-reused');
  });
});

describe('the chain', () => {
  const change = (sql: string) => env.DB.prepare(sql).run();
  it('can be neither changed nor cut, replaced, or continued with a gap', async () => {
    const receipt = await answered();
    const id = caseIdOf(readKeys(real), receipt.receiptNumber);
    const columns = 'case_id, seq, at, action, to_state, actor, content_hash, prev_hash, hash, mac';
    const values = (seq: number, before = 'x') => `${id}, ${seq}, 1, 'a', 'b', 'c', 'd', '${before}', 'f', 'g'`;
    for (const sql of [
      `UPDATE case_event SET at = 1 WHERE case_id = ${id}`,
      `UPDATE case_event SET pending = 1, hash = 'x' WHERE case_id = ${id}`,
      `DELETE FROM case_event WHERE case_id = ${id}`,
      `INSERT OR REPLACE INTO case_event (${columns}) VALUES (${values(1, '0'.repeat(64))})`,
      `INSERT INTO case_event (${columns}) VALUES (${values(7)})`,
      `INSERT INTO case_event (${columns}) VALUES (${values(6)})`,
      `DELETE FROM case_record WHERE id = ${id}`,
    ])
      await expect(change(sql), sql).rejects.toThrow();
    await change(`UPDATE case_event SET pending = NULL WHERE case_id = ${id}`);
    expect(await events(receipt.receiptNumber)).toHaveLength(5);
  });
});

describe('when the calendar changes', () => {
  it('open cases are counted again, closed ones and the chain stay as they are', async () => {
    const { body: open } = await citizen.submit();
    const { body: closed } = await citizen.submit();
    await citizen.step(closed, 'withdraw', { reason: '算了。' });
    const id = (number: string) => caseIdOf(readKeys(real), number);
    const read = (number: string) =>
      env.DB.prepare('SELECT due_at, calendar_version FROM case_record WHERE id = ?').bind(id(number)).first();
    const before = await read(open.receiptNumber);
    await env.DB.prepare("UPDATE case_record SET calendar_version = 'old', due_at = 1 WHERE id IN (?, ?)")
      .bind(id(open.receiptNumber), id(closed.receiptNumber))
      .run();
    const { runJobs } = createApp();
    expect((await runJobs(real))['calendar']).toEqual({ recounted: 1 });
    expect(await read(open.receiptNumber)).toEqual(before);
    expect(await read(closed.receiptNumber)).toEqual({ due_at: 1, calendar_version: 'old' });
    expect((await runJobs(real))['calendar']).toEqual({ recounted: 0 });
  });
});

describe('when its time is over', () => {
  it('the content goes and the record stays, unless it is held', async () => {
    const { body: receipt } = await citizen.submit();
    const { body: held } = await citizen.submit();
    for (const { receiptNumber, token } of [receipt, held]) {
      await citizen.step({ receiptNumber, token }, 'withdraw', { reason: '算了。' });
      expect((await citizen.step({ receiptNumber, token }, 'deletion', { reason: '不想留着。' })).status).toBe(200);
    }
    const id = caseIdOf(readKeys(real), receipt.receiptNumber);
    await env.DB.prepare("UPDATE case_record SET legal_hold = '诉讼' WHERE id = ?")
      .bind(caseIdOf(readKeys(real), held.receiptNumber))
      .run();
    expect(await eraseDue(await worldOf(real, 14 * DAY_MS))).toBe(0);
    expect(await eraseDue(await worldOf(real, 16 * DAY_MS))).toBe(1);
    expect(await eraseDue(await worldOf(real, 16 * DAY_MS))).toBe(0);
    const row = await env.DB.prepare('SELECT * FROM case_record WHERE id = ?').bind(id).first();
    expect(row).toMatchObject({ sealed: null, wrapped_key: null, phone_index: null });
    expect(String(row?.['history'])).not.toContain('v1.');
    expect(await env.BUCKET.get(`journal/${id.toString(16).padStart(13, '0')}`)).toBeNull();
    const { body } = await citizen.lookUp(receipt.receiptNumber, receipt.lookupCode);
    expect(body.sentence).toContain('已按规定删除');
    expect(body.timeline.at(-1)?.title).toContain('已删除');
    expect((await citizen.lookUp(held.receiptNumber, held.lookupCode)).body.messages).toHaveLength(2);
    expect((await events(receipt.receiptNumber)).at(-1)).toMatchObject({ action: 'erase', actor: 'system' });
  });
});

describe('limits of abuse', () => {
  it('are published, and a flood is told when to come again', async () => {
    const flooder = new Citizen({ LIMITS: '{"submits":{"burst":3,"perHour":60}}' });
    const limits = await (await flooder.send('/api/v1/limits')).json<Record<string, unknown>>();
    expect(limits).toMatchObject({ enforced: true, rates: { submits: { burst: 3 } }, bodyBytes: 65_536 });
    const answers = [];
    for (let at = 0; at < 4; at++) answers.push(await flooder.submit());
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 429]);
    expect(Number(answers[3]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(answers[3]?.body.title).toContain('12345');
  });

  it('a flood of wrong codes stops neither submits nor other addresses', async () => {
    const { body: receipt } = await citizen.submit();
    const { body: other } = await citizen.submit();
    const app = new Citizen({ LIMITS: '{"failedLookups":{"burst":2,"perHour":1}}' });
    const statuses = [];
    for (let at = 0; at < 3; at++) statuses.push((await app.lookUp(receipt.receiptNumber, other.lookupCode)).status);
    expect(statuses).toEqual([404, 404, 429]);
    expect((await app.submit()).status).toBe(201);
    expect((await new Citizen().lookUp(receipt.receiptNumber, receipt.lookupCode)).status).toBe(200);
  });

  it('cannot be lifted in production, nor from another host', async () => {
    const off = new Citizen({ RATE_LIMITS: 'off' });
    const answer = await off.send('/api/v1/limits');
    expect(await answer.json()).toMatchObject({ enforced: false });
    const inProduction = new Citizen({ RATE_LIMITS: 'off', ENVIRONMENT: 'production' });
    expect(await (await inProduction.send('/api/v1/limits')).json()).toMatchObject({ enforced: true });
  });

  it('development keys are refused in production', async () => {
    const { status, body } = await new Citizen({ ENVIRONMENT: 'production' }).submit();
    expect([status, body.code]).toEqual([503, 'cases.busy']);
  });
});
