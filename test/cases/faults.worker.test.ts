import { env } from 'cloudflare:test';
import { describe, expect, it, vi } from 'vitest';
import { createApp } from '../../worker/app.ts';
import type { Receipt } from '../../worker/cases/cases.contract.ts';
import { journalName } from '../../worker/cases/journal.usecases.ts';
import { caseIdOf } from '../../worker/cases/naming.usecases.ts';
import type { Env } from '../../worker/platform/env.ts';
import { readKeys } from '../../worker/platform/keys.ts';
import { Citizen, unlimited } from './caller.ts';
import { jpeg } from './pictures.ts';
import { type Fault, Lost, newMeter, randomFaults, seeded, watchBucket, watchDatabase } from './watched.ts';

// Thousands of failures are meant; each would be a line.
vi.spyOn(console, 'error').mockImplementation(() => undefined);

/** 300, or what `npm run faults:submits` asks for. */
const TOTAL = Number((env as unknown as Record<string, string>)['FAULT_SUBMITS']);
const real = env as unknown as Env;

/** Bindings that break, under an application that has loaded its content already. */
async function faulty(fault: Fault): Promise<Citizen> {
  const { app } = createApp();
  await app.request('/health', {}, real);
  const bindings = { DB: watchDatabase(env.DB, newMeter(), fault), BUCKET: watchBucket(env.BUCKET, fault) };
  return new Citizen({ RATE_LIMITS: 'off', ...bindings }, app);
}
const sound = unlimited();
const rows = async (sql: string) => (await env.DB.prepare(sql).all<Record<string, unknown>>()).results;

describe('faults', () => {
  it(
    `${TOTAL} submits with errors before and after every step (p = 0.3): none lost, none doubled`,
    async () => {
      const citizen = await faulty(randomFaults(0.3, seeded(4)));
      const again = seeded(5);
      const before = (await rows('SELECT id FROM case_record')).length;
      const receipts = new Map<string, Set<string>>();
      let [failures, next] = [0, 0];
      const submit = async (text: string) => {
        const key = crypto.randomUUID();
        for (let attempt = 0; attempt < 1000; attempt++) {
          const { status, body } = await citizen.submit({ text }, key);
          if (status === 503) failures++;
          else {
            expect([200, 201]).toContain(status);
            receipts.set(key, (receipts.get(key) ?? new Set()).add(body.receiptNumber));
            // One in four does not hear the answer and sends again.
            if (again() > 0.25) return;
          }
        }
      };
      const writer = async () => {
        while (next < TOTAL) await submit(`第 ${next++} 件：夜里有黑水。`);
      };
      await Promise.all(Array.from({ length: 16 }, writer));
      console.info(`${TOTAL} submits, ${failures} failures, ${receipts.size} receipts`);
      expect(failures).toBeGreaterThan(TOTAL);
      expect(receipts.size).toBe(TOTAL);
      expect([...receipts.values()].filter((numbers) => numbers.size !== 1)).toEqual([]);
      expect(new Set([...receipts.values()].flatMap((numbers) => [...numbers])).size).toBe(TOTAL);
      expect((await rows('SELECT id FROM case_record')).length - before).toBe(TOTAL);
      const alone = await rows(
        'SELECT 1 FROM case_event e LEFT JOIN case_record r ON r.id = e.case_id WHERE r.id IS NULL UNION ALL SELECT 1 FROM case_record r LEFT JOIN case_event e ON e.case_id = r.id WHERE e.seq IS NULL',
      );
      expect(alone).toEqual([]);
    },
    TOTAL * 2000,
  );

  it('an answer that is lost after the commit is given again', async () => {
    let isArmed = true;
    const citizen = await faulty((when, what) => {
      if (!isArmed || when !== 'after' || what !== 'batch') return;
      isArmed = false;
      throw new Lost();
    });
    const key = crypto.randomUUID();
    const lost = await citizen.submit({}, key);
    expect(lost.status).toBe(503);
    expect(lost.headers.get('retry-after')).not.toBeNull();
    expect(lost.headers.get('cache-control')).toBe('no-store');
    expect((await citizen.submit({}, key)).status).toBe(200);
  });

  it('a supplement under faults is there once', async () => {
    const { body: receipt } = await sound.submit();
    const citizen = await faulty(randomFaults(0.3, seeded(9)));
    const key = crypto.randomUUID();
    let status = 0;
    for (let attempt = 0; attempt < 400 && status !== 200; attempt++)
      status = (await citizen.step(receipt, 'supplement', { text: '昨天又来了。' }, key)).status;
    const { body } = await sound.lookUp(receipt.receiptNumber, receipt.lookupCode);
    expect(body.messages.map(({ text }) => text)).toEqual(['昨天又来了。']);
  });

  it('everything that a citizen does under faults is done once, and the journal has all of it', async () => {
    const random = randomFaults(0.3, seeded(11));
    let isArmed = true;
    const citizen = await faulty((when, what) => {
      if (isArmed) random(when, what);
    });
    const until = async (send: () => Promise<{ status: number }>) => {
      for (let attempt = 0; attempt < 400; attempt++) {
        const { status } = await send();
        if (status !== 503) return status;
      }
      return 503;
    };
    const receipts: Receipt[] = [];
    for (let n = 0; n < 12; n++) {
      const { body: receipt } = await sound.submit();
      receipts.push(receipt);
      const keys = Array.from({ length: 4 }, () => crypto.randomUUID());
      const said = { text: `补充 ${n}` };
      expect(await until(() => citizen.step(receipt, 'supplement', said, keys[0]))).toBe(200);
      expect(await until(() => citizen.attach(receipt, jpeg(), `${n}.jpg`, keys[1]))).toBe(201);
      if (n % 2 === 0) {
        expect(await until(() => citizen.step(receipt, 'withdraw', { reason: '算了。' }, keys[2]))).toBe(200);
        expect(await until(() => citizen.step(receipt, 'deletion', { reason: '删掉。' }, keys[3]))).toBe(200);
      }
    }
    isArmed = false;
    for (const [n, receipt] of receipts.entries()) {
      const { body } = await sound.lookUp(receipt.receiptNumber, receipt.lookupCode);
      expect(body.timeline).toHaveLength(n % 2 === 0 ? 5 : 3);
      expect([body.messages[0]?.text, body.attachments.length]).toEqual([`补充 ${n}`, 1]);
      const id = caseIdOf(readKeys(real), receipt.receiptNumber);
      const { objects } = await env.BUCKET.list({ prefix: `${journalName(id)}/` });
      expect(objects).toHaveLength(n % 2 === 0 ? 4 : 2);
    }
  }, 120_000);

  it('a case that the database lost is put back from the journal, with the same receipt', async () => {
    const key = crypto.randomUUID();
    // The journal was written, the database never heard of it: as after a restore to an earlier time.
    const citizen = await faulty((when, what) => {
      if (when === 'before' && what === 'batch') throw new Lost();
    });
    expect((await citizen.submit({}, key)).status).toBe(503);
    const before = (await rows('SELECT id FROM case_record')).length;
    // One run looks at 1,800 names and the next goes on there: twice over the whole journal, and the start in between.
    const names = before + 1 + 4 * 12;
    const { runJobs } = createApp();
    const runs = 2 + 2 * Math.ceil(names / 1800);
    let restored = 0;
    for (let run = 0; run < runs; run++)
      restored += ((await runJobs(real))['journal'] as { restored: number }).restored;
    expect(restored).toBe(1);
    expect((await rows('SELECT id FROM case_record')).length - before).toBe(1);
    expect((await sound.submit({}, key)).status).toBe(200);
  });
});
