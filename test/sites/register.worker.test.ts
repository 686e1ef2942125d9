import { createExecutionContext, env, waitOnExecutionContext } from 'cloudflare:test';
import { beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../worker/app.ts';
import { siteStatements } from '../../worker/catalogue/sites.store.ts';
import { openDatabase } from '../../worker/platform/database.ts';
import { readRegister } from '../../worker/sites/keeping.usecases.ts';
import type { ListedSite } from '../../worker/sites/sites.contract.ts';
import { readSites } from '../../worker/sites/sites.store.ts';
import { UsageCounter } from '../../worker/sites/usage.usecases.ts';
import { Citizen } from '../cases/caller.ts';
import { runImport } from '../worker-setup.ts';

const A = 'https://a.example';
const B = 'https://b.example';
const NOON = Date.UTC(2026, 10, 23, 4);
const db = openDatabase(env.DB);
const aSite = (change: Partial<ListedSite> = {}): ListedSite => ({
  id: 7,
  name: '某镇网站',
  townshipCode: '370883101',
  owner: '党政办',
  verifyBy: '2027-06-30',
  origins: [A],
  ...change,
});
const register = (...sites: ListedSite[]) => runImport(siteStatements(sites, NOON));

let { app } = createApp();
beforeEach(async () => {
  await env.DB.exec('DELETE FROM site_usage; DELETE FROM site_origin; DELETE FROM site;');
  await register(aSite());
  // A new isolate: it has read nothing yet.
  ({ app } = createApp());
});

describe('the register as the catalogue lists it', () => {
  it('is the demonstration on this machine, and nobody else, in the demonstration set', async () => {
    await runImport(env.TEST_IMPORT);
    const [demonstration] = await readSites(db);
    expect(demonstration?.origins).toEqual(['http://127.0.0.1:8787', 'http://localhost:8787']);
    expect(demonstration?.name).toContain('演示');
  });

  it('changes nothing when it is imported twice', async () => {
    const results = await register(aSite());
    expect(results.reduce((sum, { meta }) => sum + meta.changes, 0)).toBe(0);
  });

  it('closes a site that is gone, takes its origins away, and opens it again', async () => {
    await register(aSite({ id: 8, origins: [B] }));
    expect(await readSites(db)).toMatchObject([
      { id: 7, status: 'closed', origins: [] },
      { id: 8, status: 'active', origins: [B] },
    ]);
    await register(aSite(), aSite({ id: 8, origins: [B] }));
    expect(await readSites(db)).toMatchObject([{ status: 'active', origins: [A] }, { origins: [B] }]);
  });

  it('hands an origin over from one site to another', async () => {
    await register(aSite({ origins: [B] }), aSite({ id: 8, origins: [A] }));
    expect(await readSites(db)).toMatchObject([{ origins: [B] }, { origins: [A] }]);
  });

  it('touches nothing that is kept on the desk: neither the site, nor its origins, nor its being closed', async () => {
    await env.DB.exec(
      `INSERT INTO site (id, name, owner, created_at, kept_in) VALUES (1000001, '工作台登记的', '党政办', 1, 'desk'); INSERT INTO site_origin VALUES ('${B}', 1000001); UPDATE site SET kept_in = 'desk', status = 'closed', name = '接过来的' WHERE id = 7; DELETE FROM site_origin WHERE site_id = 7`,
    );
    const before = await readSites(db);
    // The file still lists the one that was taken over, and claims the other one's origin.
    await register(aSite({ name: '表里的名字' }), aSite({ id: 8, origins: [B, 'https://c.example'] }));
    expect(await readSites(db)).toEqual([
      before[0],
      expect.objectContaining({ id: 8, keptIn: 'file', origins: ['https://c.example'] }),
      before[1],
    ]);
    await register(aSite({ id: 8, origins: [A] }));
    expect(await readSites(db)).toMatchObject([
      { status: 'closed' },
      { origins: [A] },
      { status: 'active', origins: [B] },
    ]);
  });

  it('is left alone by a set that lists no sites: it is then kept elsewhere', () => {
    expect(siteStatements([], NOON)).toEqual([]);
  });

  it.each(['https://a.example/', 'https://*.example/x', 'a.example'])('the table refuses %s', async (origin) => {
    const write = env.DB.prepare('INSERT INTO site_origin VALUES (?1, 7)').bind(origin).run();
    await expect(write).rejects.toThrow(/CHECK/);
  });
});

describe('a site that asks about itself', () => {
  const ask = async (origin: string) => {
    const response = await app.request(`/api/v1/sites/self?origin=${encodeURIComponent(origin)}`, undefined, env);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    return response.json();
  };

  it('learns that it is registered, and for which township', async () => {
    expect(await ask(A)).toEqual({ registered: true, township: '370883101' });
  });

  it.each(['null', B, 'http://a.example', 'https://a.example:8443', 'https://www.a.example'])(
    '%s learns that it is not',
    async (origin) => expect(await ask(origin)).toEqual({ registered: false, township: null }),
  );

  it('needs no registration on our own address, whichever port that has', async () => {
    const request = (own: string) =>
      app.request(`${own}/api/v1/sites/self?origin=${encodeURIComponent(own)}`, undefined, env);
    for (const own of ['http://127.0.0.1:9123', 'https://guide.example'])
      expect(await (await request(own)).json()).toEqual({ registered: true, township: null });
  });

  it('is told what an origin looks like when it sends something else', async () => {
    const response = await app.request('/api/v1/sites/self?origin=a.example/page', undefined, env);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('https://www.example.cn');
  });
});

const unreachable = () => {
  throw new Error('gone');
};

describe('the page of the frame', () => {
  const policy = "default-src 'none'; script-src 'self'; frame-ancestors 'self'";
  const files = (asked: Request[] = []) => ({
    fetch: async (request: Request) => {
      asked.push(request);
      const headers = { 'content-security-policy': policy, etag: '"x"', 'cache-control': 'no-cache' };
      return new Response('<!doctype html>', { headers });
    },
  });
  const open = (bindings: object, headers: Record<string, string> = {}) =>
    app.request('/embed/frame?township=370883101', { headers }, { ...env, ...bindings });

  it('names our own origin and every active one, exactly', async () => {
    await register(aSite({ origins: [A, B] }));
    const response = await open({ ASSETS: files() });
    expect(response.headers.get('content-security-policy')).toBe(
      `default-src 'none'; script-src 'self'; frame-ancestors 'self' ${A} ${B}`,
    );
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(await response.text()).toBe('<!doctype html>');
  });

  it('is never answered from a copy with an old policy', async () => {
    const asked: Request[] = [];
    const response = await open({ ASSETS: files(asked) }, { 'if-none-match': '"x"' });
    expect(response.status).toBe(200);
    expect(response.headers.get('etag')).toBeNull();
    expect(asked[0]?.headers.get('if-none-match')).toBeNull();
  });

  it('can still be had on our own pages when the database does not answer', async () => {
    const response = await open({ ASSETS: files(), DB: { prepare: unreachable } });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'self'");
    expect(response.headers.get('content-security-policy')).not.toContain(A);
  });
});

describe('writes through a script', () => {
  const preflight = (origin: string) =>
    app.request(
      '/api/v1/cases',
      { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST' } },
      env,
    );

  it('are open to a registered site, and to it alone', async () => {
    expect((await preflight(A)).headers.get('access-control-allow-origin')).toBe(A);
    expect((await preflight(B)).status).toBe(403);
    const citizen = new Citizen({}, app);
    const taken = await citizen.post('/cases', {}, { origin: A });
    expect(taken.status).toBe(422);
    expect((await citizen.post('/cases', {}, { origin: B })).body.code).toBe('request.foreign-origin');
  });

  it('are closed again once the site is', async () => {
    await register(aSite({ id: 8, origins: [B] }));
    expect((await preflight(A)).status).toBe(403);
  });
});

describe('what one site hands in', () => {
  const limited = { LIMITS: '{"siteSubmits":{"burst":2,"perHour":60}}', RATE_LIMITS: 'on' };
  const from = (address: string) => new Citizen(limited, app, address);

  it('is limited for all its visitors together: 429 with the time to wait, and nothing is lost', async () => {
    for (const address of ['203.0.113.1', '203.0.113.2'])
      expect((await from(address).submit({ site: A })).status).toBe(201);
    const key = crypto.randomUUID();
    const refused = await from('203.0.113.3').submit({ site: A }, key);
    expect(refused.status).toBe(429);
    expect(refused.body.code).toBe('cases.too-many-from-site');
    expect(refused.body.title).toContain('写好的内容还在');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    // The same body is taken from a page of our own, and from another site.
    expect((await from('203.0.113.3').submit({ site: null }, key)).status).toBe(201);
    expect((await from('203.0.113.4').submit({ site: B })).status).toBe(201);
  });
});

describe('usage', () => {
  async function tell(origin: string | null, body = '{"v":"0.1.0","how":"element"}') {
    const context = createExecutionContext();
    const headers: Record<string, string> = { 'content-type': 'text/plain', 'cf-connecting-ip': '203.0.113.9' };
    if (origin !== null) headers['origin'] = origin;
    const response = await app.request('/embed/usage', { method: 'POST', body, headers }, env, context);
    await waitOnExecutionContext(context);
    return response;
  }
  const rows = async () => (await env.DB.prepare('SELECT * FROM site_usage ORDER BY origin').all()).results;

  it('is counted by day, site, version and kind, and holds nothing else', async () => {
    expect((await tell(A)).status).toBe(204);
    const [row] = await rows();
    expect(row).toEqual({
      day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      origin: A,
      version: '0.1.0',
      how: 'element',
      views: 8,
    });
    expect(JSON.stringify(row)).not.toContain('203.0.113.9');
  });

  it.each([B, 'null', null])('of %s, which is not registered, joins all the others', async (origin) => {
    await tell(origin);
    expect(await rows()).toMatchObject([{ origin: 'other', views: 8 }]);
  });

  it('of our own address has its name', async () => {
    await tell('http://localhost');
    expect(await rows()).toMatchObject([{ origin: 'http://localhost' }]);
  });

  it('is written once a minute, and adds up', async () => {
    const counter = new UsageCounter();
    const usage = { v: '0.1.0', how: 'corner' } as const;
    for (const at of [0, 1000, 2000]) {
      counter.count(usage, A, NOON + at);
      await counter.write(db, NOON + at);
    }
    expect(await rows()).toMatchObject([{ views: 8 }]);
    await counter.write(db, NOON + 60_000);
    expect(await rows()).toMatchObject([{ views: 24 }]);
  });

  it('waits on when it could not be written', async () => {
    const counter = new UsageCounter();
    counter.count({ v: '0.1.0', how: 'corner' }, A, NOON);
    const broken = openDatabase({
      prepare: () => ({ bind: () => ({}) }),
      batch: () => Promise.reject(new Error('gone')),
    } as never);
    await expect(counter.write(broken, NOON)).rejects.toThrow();
    await counter.write(db, NOON + 60_000);
    expect(await rows()).toMatchObject([{ views: 8 }]);
  });

  it('fills no table with versions that somebody made up', async () => {
    await env.DB.prepare(
      "INSERT INTO site_usage SELECT '2026-11-23', 'other', '1.0.' || value, 'element', 8 FROM json_each(?1)",
    )
      .bind(JSON.stringify([...Array(2000).keys()]))
      .run();
    const counter = new UsageCounter();
    counter.count({ v: '9.9.9', how: 'element' }, 'other', NOON);
    await counter.write(db, NOON);
    expect(await rows()).toHaveLength(2000);
  });

  it('forgets what is older than four hundred days', async () => {
    await env.DB.exec(
      "INSERT INTO site_usage VALUES ('2025-10-18','other','0.0.1','element',8),('2025-10-20','other','0.0.2','element',8)",
    );
    const counter = new UsageCounter();
    counter.count({ v: '0.1.0', how: 'element' }, 'other', NOON);
    await counter.write(db, NOON);
    expect((await rows()).map((row) => row['version'])).toEqual(['0.0.2', '0.1.0']);
  });

  it('tells per site what it runs and when it was last seen', async () => {
    await env.DB.exec(`INSERT INTO site_usage VALUES ('2026-11-01','${A}','0.1.0','element',8)`);
    expect((await readRegister(db, NOON)).usage).toMatchObject([
      { site: { id: 7 }, versions: [['0.1.0', 8]], lastDay: '2026-11-01', darkSince: '2026-11-01' },
    ]);
  });

  it.each([
    ['{}', 422],
    ['{"v":"0.1.0","how":"element","who":"x"}', 422],
    ['{"v":"<b>","how":"element"}', 422],
    ['{"v":"0.1.0"', 400],
    [`{"v":"${'1'.repeat(300)}"}`, 413],
  ])('%s is refused and not repeated', async (body, status) => {
    const response = await tell(A, body);
    expect(response.status).toBe(status);
    expect(await response.text()).not.toContain('<b>');
    expect(await rows()).toEqual([]);
  });
});
