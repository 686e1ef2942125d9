import { env } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { createApp } from '../../worker/app.ts';
import { anchorDay, lastFullDay } from '../../worker/cases/trail.usecases.ts';
import type { Env } from '../../worker/platform/env.ts';
import { Citizen } from './caller.ts';
import { handle, worldOf } from './staff.ts';
import { newMeter, watchDatabase } from './watched.ts';

const real = env as unknown as Env;

async function metered() {
  const { app } = createApp();
  await app.request('/health', {}, real);
  const meter = newMeter();
  const watched: Env = { ...real, RATE_LIMITS: 'off', DB: watchDatabase(env.DB, meter) };
  return { citizen: new Citizen({ RATE_LIMITS: 'off', DB: watched.DB }, app), meter, watched };
}

describe('what a case costs in the database', () => {
  it('one transaction and at most 5 rows written for a submit', async () => {
    const { citizen, meter } = await metered();
    expect((await citizen.submit()).status).toBe(201);
    console.info(`submit: ${meter.batches} batch, ${meter.rowsWritten} rows written, ${meter.rowsRead} read`);
    expect(meter.batches).toBe(1);
    expect(meter.queries).toHaveLength(2);
    expect(meter.rowsWritten).toBeLessThanOrEqual(5);
  });

  it('at most 2 rows read for a look-up, however long the history', async () => {
    const { citizen, meter, watched } = await metered();
    const { body: receipt } = await citizen.submit();
    await citizen.step(receipt, 'supplement', { text: '一' });
    await handle(watched, receipt.receiptNumber, 'accept');
    Object.assign(meter, newMeter());
    expect((await citizen.lookUp(receipt.receiptNumber, receipt.lookupCode)).status).toBe(200);
    console.info(`lookup: ${meter.rowsRead} rows read`);
    expect(meter.rowsRead).toBeLessThanOrEqual(2);
    expect(meter.batches).toBe(0);
  });

  it('the same work for a wrong code as for an unknown number', async () => {
    const { citizen, meter } = await metered();
    const { body: receipt } = await citizen.submit();
    const { body: other } = await citizen.submit();
    const cost = async (number: string) => {
      Object.assign(meter, newMeter());
      await citizen.lookUp(number, other.lookupCode);
      return meter.queries;
    };
    expect(await cost(receipt.receiptNumber)).toEqual(await cost('0000-0000'));
  });

  it('at most 25 rows written over a life of six steps', async () => {
    const { citizen, meter, watched } = await metered();
    const { body: receipt } = await citizen.submit();
    for (const action of ['accept', 'assign', 'start', 'answer'] as const)
      await handle(watched, receipt.receiptNumber, action, action === 'answer' ? '已经责令停产。' : '');
    expect((await citizen.step(receipt, 'rate', { level: 5, text: '' })).body.state).toBe('completed');
    console.info(`life of six steps: ${meter.rowsWritten} rows written`);
    expect(meter.rowsWritten).toBeLessThanOrEqual(25);
    Object.assign(meter, newMeter());
    const { db, keys, now } = await worldOf(watched, 2 * 86_400_000);
    await anchorDay(db, keys, lastFullDay(now), now);
    console.info(`anchoring all of this file: ${meter.rowsWritten} rows written`);
  });
});
