import { env } from 'cloudflare:test';
import { expect, it, vi } from 'vitest';
import type { Env } from '../../worker/platform/env.ts';
import { Citizen } from './caller.ts';
import { jpeg } from './pictures.ts';
import { handle } from './staff.ts';
import { newMeter, watchDatabase } from './watched.ts';

/** Everything the database holds, as text. */
async function dump(): Promise<string> {
  const tables = await env.DB.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\'",
  ).all<{ name: string }>();
  const parts = await Promise.all(
    tables.results.map(async ({ name }) =>
      JSON.stringify((await env.DB.prepare(`SELECT * FROM "${name}"`).all()).results),
    ),
  );
  return parts.join('\n');
}

async function bucket(): Promise<string> {
  const { objects } = await env.BUCKET.list();
  const bodies = await Promise.all(
    objects.map(
      async ({ key }) =>
        `${key}\n${Buffer.from((await (await env.BUCKET.get(key))?.arrayBuffer()) ?? new ArrayBuffer()).toString('utf8')}`,
    ),
  );
  return bodies.join('\n');
}

it('what a citizen wrote, the codes and the keys stand nowhere in database, object store, logs or addresses', async () => {
  const logged: unknown[] = [];
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, level).mockImplementation((...args) => void logged.push(...args.map(String)));
  const urls: string[] = [];
  const meter = newMeter();
  let isBroken = false;
  const DB = watchDatabase(env.DB, meter, () => {
    if (isBroken) throw new Error('params: 13912345678 王金丝雀');
  });
  const citizen = new Citizen({ RATE_LIMITS: 'off', DB });
  const send = citizen.send.bind(citizen);
  citizen.send = (path, init) => {
    urls.push(path);
    return send(path, init);
  };
  const key = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
  const submission = {
    text: '金丝雀正文：夜里排黑水。',
    wish: '金丝雀愿望。',
    place: '金丝雀地点',
    about: { offices: [], departments: ['M18'], persons: '金丝雀某人' },
    person: { name: '王金丝雀', phone: '13912345678', address: '金丝雀路 1 号' },
  };
  const { status, body: receipt } = await citizen.submit(submission, key);
  expect(status).toBe(201);
  await citizen.attach(receipt, jpeg(), '金丝雀照片.jpg');
  await citizen.step(receipt, 'supplement', { text: '金丝雀补充。' });
  for (const action of ['accept', 'assign', 'start'] as const)
    await handle(env as unknown as Env, receipt.receiptNumber, action);
  await handle(env as unknown as Env, receipt.receiptNumber, 'answer', '金丝雀答复。');
  await citizen.lookUp(receipt.receiptNumber, receipt.lookupCode);
  isBroken = true;
  expect((await citizen.submit(submission)).status).toBe(503);
  expect((await citizen.lookUp(receipt.receiptNumber, receipt.lookupCode)).status).toBe(503);

  const places = {
    database: await dump(),
    bucket: await bucket(),
    logs: logged.join('\n'),
    addresses: urls.join('\n'),
  };
  expect(places.database).toContain('370883101');
  expect(places.bucket).toContain('journal/');
  expect(places.logs).toContain('write-failed');
  const canaries = [
    '金丝雀',
    '13912345678',
    key,
    key.replaceAll('-', ''),
    receipt.lookupCode,
    receipt.lookupCode.replaceAll('-', ''),
    receipt.token,
    Buffer.from('金丝雀').toString('base64').slice(0, 10),
    encodeURIComponent('金丝雀'),
  ];
  for (const [place, text] of Object.entries(places))
    for (const canary of canaries) expect(text.includes(canary), `${canary} in ${place}`).toBe(false);
  // The number is a label and stands in addresses; in what is stored it does not.
  expect(places.database + places.bucket + places.logs).not.toContain(receipt.receiptNumber);
});
