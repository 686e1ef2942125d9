import { env } from 'cloudflare:test';
import { describe, expect, it, vi } from 'vitest';
import { createApp } from '../../worker/app.ts';
import { checkChain } from '../../worker/cases/case-audit.usecases.ts';
import type { Receipt } from '../../worker/cases/cases.contract.ts';
import { readCase } from '../../worker/cases/cases.store.ts';
import { journalName } from '../../worker/cases/journal.usecases.ts';
import { caseIdOf } from '../../worker/cases/naming.usecases.ts';
import { sweepJournal } from '../../worker/cases/restoring.usecases.ts';
import { eraseDue } from '../../worker/cases/retention.usecases.ts';
import { runAuditSql } from '../../worker/cases/trail.store.ts';
import { anchorDay, lastFullDay } from '../../worker/cases/trail.usecases.ts';
import { auditTrail } from '../../worker/cases/trail-audit.usecases.ts';
import type { Env } from '../../worker/platform/env.ts';
import { readKeys } from '../../worker/platform/keys.ts';
import { Citizen, unlimited } from './caller.ts';
import { asItIs, backTo } from './lost.ts';
import { jpeg } from './pictures.ts';
import { handle, worldOf } from './staff.ts';
import { Lost, newMeter, watchBucket, watchDatabase } from './watched.ts';

vi.spyOn(console, 'error').mockImplementation(() => undefined);

const real = env as unknown as Env;
const citizen = unlimited();
const QUARTER_MS = 15 * 60_000;
const DAY_MS = 86_400_000;

/** The whole journal, as the jobs of some hours look through it. */
async function sweepAll(later = QUARTER_MS) {
  const sum = { restored: 0, steps: 0, failed: 0 };
  let cursor: string | null = null;
  do {
    const swept = await sweepJournal(await worldOf(real, later), cursor);
    sum.restored += swept.restored;
    sum.steps += swept.steps;
    sum.failed += swept.failed;
    cursor = swept.cursor;
  } while (cursor !== null);
  return sum;
}
const idOf = ({ receiptNumber }: Pick<Receipt, 'receiptNumber'>) => caseIdOf(readKeys(real), receiptNumber);
const statusOf = async ({ receiptNumber, lookupCode }: Receipt) =>
  (await citizen.lookUp(receiptNumber, lookupCode)).body;
const hashes = async (id: number) =>
  (
    await env.DB.prepare('SELECT hash FROM case_event WHERE case_id = ? ORDER BY seq').bind(id).all<{ hash: string }>()
  ).results.map(({ hash }) => hash);

async function isSound(id: number) {
  const world = await worldOf(real);
  const row = await readCase(world.db, id);
  if (row === null) throw new Error('no case');
  expect((await checkChain(world, row)).found).toBeNull();
}
/** Everything works but the database, which breaks before each transaction. */
async function withoutDatabase(): Promise<Citizen> {
  const { app } = createApp();
  await app.request('/health', {}, real);
  const fault = (when: string, what: string) => {
    if (when === 'before' && what === 'batch') throw new Lost();
  };
  return new Citizen({ RATE_LIMITS: 'off', DB: watchDatabase(env.DB, newMeter(), fault) }, app);
}

describe('what a citizen added and the database lost', () => {
  it('comes back as it was: words, photo, the very same chain, once', async () => {
    const { body: receipt } = await citizen.submit();
    const id = idOf(receipt);
    const earlier = await asItIs(id);
    await citizen.step(receipt, 'supplement', { text: '昨天夜里又来了。' });
    const { body: photo } = await citizen.attach(receipt, jpeg(), '河边.jpg');
    const before = await statusOf(receipt);
    const chain = await hashes(id);

    await backTo(id, earlier);
    expect((await statusOf(receipt)).messages).toEqual([]);
    expect(await sweepAll()).toEqual({ restored: 0, steps: 2, failed: 0 });

    const after = await statusOf(receipt);
    expect(after.timeline).toEqual(before.timeline);
    expect(after.messages.map(({ text }) => text)).toEqual(['昨天夜里又来了。']);
    expect(after.attachments).toEqual([photo]);
    expect(await hashes(id)).toEqual(chain);
    const path = `/api/v1/cases/${receipt.receiptNumber}/attachments/${photo.id}`;
    const picture = await citizen.send(path, { headers: { authorization: `Bearer ${receipt.token}` } });
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    const rows = await env.DB.prepare('SELECT bytes FROM attachment WHERE id = ?').bind(photo.id).all();
    expect(rows.results).toEqual([{ bytes: photo.bytes }]);
    await isSound(id);
    expect(await sweepAll()).toEqual({ restored: 0, steps: 0, failed: 0 });
  });

  it('comes back with the case itself, when that is gone too', async () => {
    const { body: receipt } = await citizen.submit();
    await citizen.step(receipt, 'supplement', { text: '还有一件事忘了说。' });
    await citizen.step(receipt, 'withdraw', { reason: '已经解决了。' });
    const before = await statusOf(receipt);
    await backTo(idOf(receipt), null);
    expect(await sweepAll()).toEqual({ restored: 1, steps: 2, failed: 0 });
    const after = await statusOf(receipt);
    expect([after.state, after.timeline, after.proof]).toEqual([before.state, before.timeline, before.proof]);
    await isSound(idOf(receipt));
  });

  it.each([
    ['withdraw', { reason: '不用了。' }, [], 'withdrawn'],
    ['reject', { reason: '没有说什么时候停。' }, ['accept', 'assign', 'start', 'answer'], 'handling'],
    ['rate', { level: 5, text: '办得快。' }, ['accept', 'assign', 'start', 'answer'], 'completed'],
    ['supplement', { text: '材料在这里。' }, ['request-correction'], 'submitted'],
  ] as const)('%s, once acknowledged, stands again', async (action, body, steps, state) => {
    const { body: receipt } = await citizen.submit();
    for (const step of steps) await handle(real, receipt.receiptNumber, step, '请看。');
    const id = idOf(receipt);
    const earlier = await asItIs(id);
    const key = crypto.randomUUID();
    expect((await citizen.step(receipt, action, body, key)).body.state).toBe(state);
    const [chain, due] = [await hashes(id), (await asItIs(id)).row['due_at']];
    await backTo(id, earlier);
    expect(await sweepAll()).toMatchObject({ steps: 1, failed: 0 });
    expect((await statusOf(receipt)).state).toBe(state);
    expect([await hashes(id), (await asItIs(id)).row['due_at']]).toEqual([chain, due]);
    // Whoever never heard the answer and sends it again has it once.
    expect((await citizen.step(receipt, action, body, key)).body.state).toBe(state);
    expect(await hashes(id)).toEqual(chain);
  });

  it('asking for deletion stands again, with its day', async () => {
    const { body: receipt } = await citizen.submit();
    await citizen.step(receipt, 'withdraw', { reason: '不用了。' });
    const earlier = await asItIs(idOf(receipt));
    await citizen.step(receipt, 'deletion', { reason: '不想留着。' });
    const wanted = (await asItIs(idOf(receipt))).row['retain_until'];
    await backTo(idOf(receipt), earlier);
    await sweepAll();
    expect((await asItIs(idOf(receipt))).row['retain_until']).toBe(wanted);
  });

  it('keeps its words when the steps of the staff before it are lost, and says when they were said', async () => {
    const { body: receipt } = await citizen.submit();
    const id = idOf(receipt);
    const earlier = await asItIs(id);
    await citizen.step(receipt, 'supplement', { text: '先补一句。' });
    for (const step of ['accept', 'assign', 'start', 'answer'] as const)
      await handle(real, receipt.receiptNumber, step, '已经处理。');
    await citizen.step(receipt, 'supplement', { text: '再补一句。' });
    await citizen.step(receipt, 'reject', { reason: '没有解决。' });
    const chain = await hashes(id);
    await backTo(id, earlier);
    expect(await sweepAll()).toEqual({ restored: 0, steps: 3, failed: 0 });
    const after = await statusOf(receipt);
    expect(after.state).toBe('submitted');
    expect(after.messages.map(({ text }) => text)).toEqual([
      '先补一句。',
      '再补一句。',
      '您当时选的是“您不满意，重新办理”。没有解决。',
    ]);
    expect(after.timeline.map(({ title }) => title)).toEqual([
      '已收到',
      '您补充了情况',
      '您补充了情况',
      '您先前交的，找回来了',
    ]);
    expect((await hashes(id)).slice(0, 2)).toEqual(chain.slice(0, 2));
    const row = await readCase((await worldOf(real)).db, id);
    expect(row?.history.map(({ data }) => data?.['since'] !== undefined)).toEqual([false, false, true, true]);
    await isSound(id);
    expect(await sweepAll()).toEqual({ restored: 0, steps: 0, failed: 0 });
  });

  it('comes back days later without a break in the signed trail', async () => {
    const { body: receipt } = await citizen.submit();
    const id = idOf(receipt);
    const earlier = await asItIs(id);
    await citizen.step(receipt, 'supplement', { text: '过了几天才找回来。' });
    await backTo(id, earlier);
    const { db, keys, now } = await worldOf(real, 3 * DAY_MS);
    await anchorDay(db, keys, lastFullDay(now), now);
    expect(await sweepAll(3 * DAY_MS)).toMatchObject({ steps: 1, failed: 0 });
    expect((await statusOf(receipt)).messages.map(({ text }) => text)).toEqual(['过了几天才找回来。']);
    const later = now + 2 * DAY_MS;
    await anchorDay(db, keys, lastFullDay(later), later);
    expect((await auditTrail(runAuditSql(db), keys, later)).found).toBeNull();
  });
});

describe('what never got into the database', () => {
  it('words and photos are put in all the same; nothing is decided that was not acknowledged', async () => {
    const { body: receipt } = await citizen.submit();
    const broken = await withoutDatabase();
    expect((await broken.step(receipt, 'supplement', { text: '没人听见。' })).status).toBe(503);
    expect((await broken.attach(receipt, jpeg())).status).toBe(503);
    expect((await broken.step(receipt, 'withdraw', { reason: '算了。' })).status).toBe(503);
    expect(await sweepAll(0)).toMatchObject({ steps: 0 });
    expect(await sweepAll()).toEqual({ restored: 0, steps: 2, failed: 0 });
    const { state, messages, attachments } = await statusOf(receipt);
    expect([state, messages.map(({ text }) => text), attachments.length]).toEqual(['submitted', ['没人听见。'], 1]);
    await isSound(idOf(receipt));
  });

  it('another text under the same key is refused, and the first one is not replaced', async () => {
    const { body: receipt } = await citizen.submit();
    const broken = await withoutDatabase();
    const key = crypto.randomUUID();
    expect((await broken.step(receipt, 'supplement', { text: '第一句。' }, key)).status).toBe(503);
    const other = await citizen.step(receipt, 'supplement', { text: '换了一句。' }, key);
    expect([other.status, other.body.code]).toEqual([422, 'cases.key-reused']);
    expect((await citizen.step(receipt, 'supplement', { text: '第一句。' }, key.toUpperCase())).status).toBe(200);
    const photoKey = crypto.randomUUID();
    expect((await broken.attach(receipt, jpeg(), 'a.jpg', photoKey)).status).toBe(503);
    const swapped = await citizen.attach(receipt, jpeg({ width: 32 }), 'a.jpg', photoKey);
    expect([swapped.status, swapped.body.code]).toEqual([422, 'cases.key-reused']);
    expect((await citizen.attach(receipt, jpeg(), 'a.jpg', photoKey)).status).toBe(201);
    expect(await sweepAll()).toEqual({ restored: 0, steps: 0, failed: 0 });
    const { messages, attachments } = await statusOf(receipt);
    expect([messages.map(({ text }) => text), attachments.length]).toEqual([['第一句。'], 1]);
  });

  it('what was refused is not put back', async () => {
    const { body: receipt } = await citizen.submit();
    const broken = await withoutDatabase();
    const [key, photoKey] = [crypto.randomUUID(), crypto.randomUUID()];
    await broken.step(receipt, 'supplement', { text: '晚了一步。' }, key);
    await broken.attach(receipt, jpeg(), 'a.jpg', photoKey);
    await citizen.step(receipt, 'withdraw', { reason: '不用了。' });
    expect((await citizen.step(receipt, 'supplement', { text: '晚了一步。' }, key)).status).toBe(409);
    expect((await citizen.attach(receipt, jpeg(), 'a.jpg', photoKey)).status).toBe(409);
    expect(await sweepAll()).toEqual({ restored: 0, steps: 0, failed: 0 });
  });

  it('an answer that the journal did not take is given again, and is in it then', async () => {
    const { body: receipt } = await citizen.submit();
    const earlier = await asItIs(idOf(receipt));
    const { app } = createApp();
    await app.request('/health', {}, real);
    const fault = (when: string, what: string) => {
      if (when === 'before' && what === 'put') throw new Lost();
    };
    const deaf = new Citizen({ RATE_LIMITS: 'off', BUCKET: watchBucket(env.BUCKET, fault) }, app);
    const key = crypto.randomUUID();
    expect((await deaf.step(receipt, 'withdraw', { reason: '算了。' }, key)).status).toBe(503);
    expect((await citizen.step(receipt, 'withdraw', { reason: '算了。' }, key)).status).toBe(200);
    await backTo(idOf(receipt), earlier);
    expect(await sweepAll()).toMatchObject({ steps: 1 });
    expect((await statusOf(receipt)).state).toBe('withdrawn');
  });
});

describe('the journal', () => {
  it('holds nothing that can be read, and nothing once the case is erased', async () => {
    const { body: receipt } = await citizen.submit();
    await citizen.step(receipt, 'supplement', { text: '夜里的黑水。' });
    await citizen.step(receipt, 'withdraw', { reason: '算了。' });
    await citizen.step(receipt, 'deletion', { reason: '删掉。' });
    const prefix = journalName(idOf(receipt));
    const listed = async () => (await env.BUCKET.list({ prefix })).objects.map(({ key }) => key);
    const names = await listed();
    expect(names).toHaveLength(4);
    for (const name of names) {
      const stored = await (await env.BUCKET.get(name))?.text();
      expect(stored).not.toContain('黑水');
      expect(stored).not.toContain('supplement');
    }
    await eraseDue(await worldOf(real, 16 * DAY_MS));
    expect(await listed()).toEqual([]);
    expect(await sweepAll()).toEqual({ restored: 0, steps: 0, failed: 0 });
  });

  it('goes on past an entry that cannot be read', async () => {
    const { body: broken } = await citizen.submit();
    const { body: sound } = await citizen.submit();
    const earlier = [await asItIs(idOf(broken)), await asItIs(idOf(sound))];
    for (const receipt of [broken, sound]) await citizen.step(receipt, 'supplement', { text: '一句。' });
    const { objects } = await env.BUCKET.list({ prefix: `${journalName(idOf(broken))}/` });
    await env.BUCKET.put(objects[0]?.key ?? '', 'v1.case.AAAA.AAAA');
    for (const one of earlier) await backTo(one.id, one);
    expect(await sweepAll()).toEqual({ restored: 0, steps: 1, failed: 1 });
    expect((await statusOf(sound)).messages).toHaveLength(1);
    await env.BUCKET.delete(objects[0]?.key ?? '');
  });
});
