import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forget, type RunningServer, root, startServer } from './server.ts';

const run = promisify(execFile);
const MINUTE_MS = 60_000;

let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await server.stop();
  forget(server);
});

const read = async (path: string) => (await (await fetch(`${server.origin}${path}`)).json()) as Record<string, unknown>;
const importInto = (command: string, dir: string) =>
  run(process.execPath, ['tasks/catalogue.ts', command, dir], {
    cwd: root,
    env: { ...process.env, STATE_DIR: server.stateDir },
  });

/** The demonstration set without V53, with its counts and its successor put right. */
function anotherCatalogue(): string {
  const dir = mkdtempSync(join(tmpdir(), 'one-window-catalogue-'));
  cpSync(join(root, 'catalogue'), dir, { recursive: true });
  const rewrite = (file: string, change: (text: string) => string) =>
    writeFileSync(join(dir, file), change(readFileSync(join(dir, file), 'utf8')));
  rewrite('manifest.json', (text) =>
    text.replace('"villageItems": 53', '"villageItems": 52').replace('demo.1', 'demo.2'),
  );
  rewrite('village_items.csv', (text) => text.replace(/V53,.*\r?\n?/, ''));
  writeFileSync(join(dir, 'replacements.csv'), 'retired,replaced_by,reason\nV53,V52,两项合并(测试)\n');
  return dir;
}

describe('npm start', () => {
  it('ends with the four lines that a newcomer needs', () => {
    const lines = server.printed().trim().split('\n').slice(-4);
    expect(lines[0]).toContain(`${server.origin}/demo`);
    expect(lines[1]).toContain(`${server.origin}/docs`);
    expect(lines[2]).toContain(`${server.origin}/desk`);
    expect(lines[3]).toContain('Ctrl+C');
  });

  it('serves the demonstration catalogue, the demo page and the documentation', async () => {
    expect(await read('/health')).toMatchObject({ status: 'ok', dataset: { status: 'demonstration' } });
    expect(await read('/api/v1/items?level=township')).toMatchObject({ total: 186 });
    const demo = await fetch(`${server.origin}/demo`);
    expect(demo.headers.get('content-type')).toBe('text/html; charset=gbk');
    expect(new TextDecoder('gbk', { fatal: true }).decode(await demo.arrayBuffer())).toContain('/embed.js');
    expect((await fetch(`${server.origin}/docs`)).status).toBe(200);
  });

  it('says how long browsers may keep the files of the widget, and lets any site use them', async () => {
    for (const [path, cacheControl] of [
      ['/embed.js', 'public, max-age=300, stale-while-revalidate=604800'],
      ['/embed/data/index.json', 'public, max-age=60'],
    ] as const) {
      const { headers } = await fetch(`${server.origin}${path}`);
      expect(headers.get('cache-control')).toBe(cacheControl);
      expect(headers.get('access-control-allow-origin')).toBe('*');
      expect(headers.get('etag')).not.toBeNull();
    }
  });

  it('has an API document that is valid OpenAPI 3.1', async () => {
    const document = await read('/openapi.json');
    expect(document['openapi']).toMatch(/^3\.1\./);
    expect((await new Validator().validate(document)).errors ?? []).toEqual([]);
  });
});

describe('a new catalogue', () => {
  it('with a fault is refused with the line to mend, and nothing changes', async () => {
    const dir = anotherCatalogue();
    const file = join(dir, 'village_items.csv');
    writeFileSync(file, readFileSync(file, 'utf8').replace('V01,最低生活保障申请代办与民主评议公示', 'V01,'));
    const refused = await importInto('import', dir).then(
      () => '',
      (error: { stderr: string }) => error.stderr,
    );
    expect(refused).toContain('village_items.csv 第 2 行 “name”：现在是“空着”，应当是：事项名称');
    expect(refused).toContain('什么也没有写入');
    expect(await read('/api/v1/items?level=village')).toMatchObject({ total: 53 });
    rmSync(dir, { recursive: true });
  });

  it(
    'is visible within a minute, in the API and in the files of the widget, while the server goes on',
    async () => {
      const dir = anotherCatalogue();
      await importInto('import', dir);
      const deadline = Date.now() + MINUTE_MS;
      while ((await fetch(`${server.origin}/api/v1/items/V53`)).status !== 410) {
        expect(Date.now()).toBeLessThan(deadline);
        await new Promise((done) => setTimeout(done, 1_000));
      }
      expect(await read('/api/v1/items/V53')).toMatchObject({ replacedBy: { code: 'V52' } });
      expect((await read('/embed/data/index.json'))['release']).toContain('demo.2');
      rmSync(dir, { recursive: true });
    },
    5 * MINUTE_MS,
  );

  it('is still there after the next start', async () => {
    const { stateDir } = server;
    await server.stop();
    server = await startServer(stateDir);
    expect(await read('/api/v1/items?level=village')).toMatchObject({ total: 52 });
    expect((await read('/embed/data/index.json'))['release']).toContain('demo.2');
  });

  it('imported a second time changes nothing', async () => {
    const dir = anotherCatalogue();
    const { stdout } = await importInto('import', dir);
    expect(stdout).toContain('没有变化');
    rmSync(dir, { recursive: true });
  });

  it('leaves no item without an office, as the report says', async () => {
    const { stdout } = await importInto('report', '');
    expect(stdout).toContain('每个镇街的每个事项都有一个负责的机构');
  });
});
