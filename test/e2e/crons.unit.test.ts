import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { cronsIn, keepCrons, paceMs } from '../../tasks/crons.mjs';

const MINUTE = 60_000;
const until = async (isSo: () => boolean) => {
  while (!isSo()) await new Promise((done) => setTimeout(done, 5));
};

/** Writes down what it is asked; answers 500 to the crons named here. */
async function listening(broken: readonly string[] = []) {
  const asked: string[] = [];
  let open = 0;
  let most = 0;
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://127.0.0.1');
    const cron = searchParams.get('cron') ?? '';
    asked.push(`${request.method} ${pathname} ${cron}`);
    most = Math.max(most, ++open);
    setTimeout(() => {
      open--;
      response.writeHead(broken.includes(cron) ? 500 : 200).end('ok');
    }, 5);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { asked, origin, most: () => most, close: () => server.close() };
}

it('the crons of npm start are those of wrangler.toml, each at its own pace', () => {
  const crons = cronsIn(readFileSync(join(import.meta.dirname, '../../wrangler.toml'), 'utf8'));
  expect(crons.map((cron) => [cron, paceMs(cron) / MINUTE])).toEqual([
    ['17 * * * *', 60],
    ['*/5 * * * *', 5],
  ]);
  expect(['* * * * *', '*/2 * * * *', '0 3 * * *'].map((cron) => paceMs(cron) / MINUTE)).toEqual([1, 2, 1440]);
  expect(cronsIn('name = "without"')).toEqual([]);
});

it('each cron is asked for soon and again, one at a time, a failure is one line, and the end is quiet', async () => {
  const { asked, origin, most, close } = await listening(['17 * * * *']);
  const ending = new AbortController();
  const said: string[] = [];
  const kept = keepCrons(origin, ['17 * * * *', '*/5 * * * *'], {
    signal: ending.signal,
    warn: (line) => said.push(line),
    firstMs: 1,
    pace: (cron) => (cron.startsWith('*/') ? 10 : 10 * MINUTE),
  });
  await until(() => asked.length >= 4);
  ending.abort();
  await kept;
  const path = 'GET /cdn-cgi/handler/scheduled';
  expect(asked.slice(0, 4)).toEqual([`${path} 17 * * * *`, ...Array(3).fill(`${path} */5 * * * *`)]);
  expect(most()).toBe(1);
  expect(said).toHaveLength(1);
  expect(said[0]).toMatch(/17 \* \* \* \* \(500\)$/);
  expect(said[0]).not.toContain('\n');
  close();
});

it('a server that does not answer is one line each time, and the next time comes', async () => {
  const { origin, close } = await listening();
  close();
  const ending = new AbortController();
  const said: string[] = [];
  const kept = keepCrons(origin, ['* * * * *'], {
    signal: ending.signal,
    warn: (line) => said.push(line),
    firstMs: 1,
    pace: () => 5,
  });
  await until(() => said.length >= 2);
  ending.abort();
  await kept;
  expect(said[0]).toContain('定时任务没有做成');
});
