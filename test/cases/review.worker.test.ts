import { env } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { createApp } from '../../worker/app.ts';
import type { Submission } from '../../worker/cases/cases.contract.ts';
import { readCase } from '../../worker/cases/cases.store.ts';
import { EXAMPLE_SUBMISSION } from '../../worker/cases/examples.data.ts';
import type { Limits } from '../../worker/cases/limits.contract.ts';
import { caseIdOf } from '../../worker/cases/naming.usecases.ts';
import { sweepJournal } from '../../worker/cases/restoring.usecases.ts';
import { SIGNALS } from '../../worker/cases/review.data.ts';
import type { Env } from '../../worker/platform/env.ts';
import { readKeys } from '../../worker/platform/keys.ts';
import { Citizen, unlimited } from './caller.ts';
import { backTo } from './lost.ts';
import { worldOf } from './staff.ts';
import { newMeter, watchDatabase } from './watched.ts';

const real = env as unknown as Env;
/** With limits, as everywhere but on a machine that measures itself; wide enough for a flood. */
const LIMITS = '{"submits":{"burst":500,"perHour":500}}';
const from = (address: string, overrides: Partial<Env> = {}) =>
  new Citizen({ LIMITS, ...overrides }, createApp().app, address);

function handIn(citizen: Citizen, form: string | null, change: Partial<Submission> = {}, key = crypto.randomUUID()) {
  const headers = { 'idempotency-key': key, ...(form !== null && { 'x-form': form }) };
  return citizen.post<Record<string, unknown>>('/cases', { ...EXAMPLE_SUBMISSION, source: 'page', ...change }, headers);
}
async function rowOf(answer: { body: Record<string, unknown> }) {
  const id = caseIdOf(readKeys(real), String(answer.body['receiptNumber']));
  const row = await readCase((await worldOf(real)).db, id);
  if (row === null) throw new Error('no case');
  return row;
}

describe('a case that looks like a machine’s', () => {
  it('is taken in like any other: same answer, same limits, same promise', async () => {
    const citizen = from('198.51.100.7');
    const odd = await handIn(citizen, '40;filled');
    const plain = await handIn(citizen, '40', { text: `${EXAMPLE_SUBMISSION.text}真的。` });
    expect([odd.status, plain.status]).toEqual([201, 201]);
    expect(Object.keys(odd.body)).toEqual(Object.keys(plain.body));
    expect(odd.body['answerBy']).toEqual(plain.body['answerBy']);
    const [oddRow, plainRow] = [await rowOf(odd), await rowOf(plain)];
    expect(oddRow.handling?.review).toEqual({ score: SIGNALS.filled.weight, signals: ['filled'] });
    expect(plainRow.handling).toBeNull();
    for (const same of ['state', 'holder', 'version', 'calendarVersion', 'escalation'] as const)
      expect(oddRow[same]).toEqual(plainRow[same]);
    expect(oddRow.dueAt).toBe(plainRow.dueAt);
    const found = await citizen.lookUp(String(odd.body['receiptNumber']), String(odd.body['lookupCode']));
    expect(found.body).toMatchObject({ state: 'submitted', can: ['supplement', 'withdraw', 'attach'] });
    // What is guessed about people is not told to whoever is guessing.
    expect(JSON.stringify([odd.body, found.body])).not.toContain('review');
  });

  it('is the same case for a retry, however long the form was open meanwhile', async () => {
    const citizen = from('198.51.100.8');
    const key = crypto.randomUUID();
    const first = await handIn(citizen, '3;filled', {}, key);
    const again = await handIn(citizen, '90', {}, key);
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body['receiptNumber']).toBe(first.body['receiptNumber']);
    expect((await rowOf(again)).handling?.review?.signals).toContain('filled');
  });

  it('is found in a flood from one neighbourhood, and nobody else is touched by it', async () => {
    const text = '本店低价办证，速来。';
    const app = createApp().app;
    const at = (address: string) => new Citizen({ LIMITS }, app, address);
    const flood = [];
    for (let n = 0; n < 6; n++)
      flood.push(await handIn(at(`192.0.2.${n}`), null, { text: `${text}${n}`, source: 'page' }));
    expect(flood.map(({ status }) => status)).toEqual(Array(6).fill(201));
    const reviews = await Promise.all(flood.map(async (answer) => (await rowOf(answer)).handling?.review?.score ?? 0));
    expect(reviews).toEqual([0, 0, 0, 0, 50, 50]);
    expect((await rowOf(await handIn(at('203.0.113.50'), '80', { text }))).handling).toBeNull();
    expect((await rowOf(await handIn(at('192.0.2.99'), '80'))).handling).toBeNull();
  });

  it('costs the database no more than any other', async () => {
    const { app } = createApp();
    await app.request('/health', {}, real);
    const meter = newMeter();
    const citizen = new Citizen({ LIMITS, DB: watchDatabase(env.DB, meter) }, app);
    expect((await rowOf(await handIn(citizen, '1;filled'))).handling?.review).toBeDefined();
    expect([meter.batches, meter.queries.length]).toEqual([1, 2]);
    expect(meter.rowsWritten).toBeLessThanOrEqual(5);
  });

  it('is still to be looked at when it came back from the journal', async () => {
    const answer = await handIn(from('198.51.100.9'), '1;filled');
    const { id, handling } = await rowOf(answer);
    await backTo(id, null);
    let cursor: string | null = null;
    do ({ cursor } = await sweepJournal(await worldOf(real), cursor));
    while (cursor !== null);
    expect((await rowOf(answer)).handling).toEqual(handling);
  });

  it('may say anything in the header: it is a hint and nothing else', async () => {
    const citizen = from('198.51.100.10');
    for (const form of ['0', '99999999999', "1';DROP TABLE case_record", '-5', ';filled', '1;filled'.repeat(500)])
      expect((await handIn(citizen, form, { text: `${EXAMPLE_SUBMISSION.text}${form.slice(0, 40)}` })).status).toBe(
        201,
      );
  });
});

describe('how it is found out', () => {
  it('is published, word by word and weight by weight', async () => {
    const { review } = await (await from('198.51.100.11').send('/api/v1/limits')).json<Limits>();
    expect(review.from).toBe(50);
    expect(review.signals).toEqual(Object.entries(SIGNALS).map(([id, signal]) => ({ id, ...signal })));
  });

  it('is off where limits are off, on a machine that measures itself', async () => {
    expect((await rowOf(await handIn(unlimited(), '0;filled'))).handling).toBeNull();
  });
});
