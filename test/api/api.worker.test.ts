import { env } from 'cloudflare:test';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { createApp } from '../../worker/app.ts';
import { guideSchema } from '../../worker/lists/lists.contract.ts';
import { problemSchema } from '../../worker/platform/problem.contract.ts';
import { searchAnswerSchema } from '../../worker/search/search.contract.ts';

const { app } = createApp();
const get = (path: string, init?: RequestInit) => app.request(path, init, env);
const read = async (path: string) => (await get(path)).json<Record<string, unknown>>();
const total = async (path: string) => (await read(path))['total'];

describe('the public lists', () => {
  it('have the counts that the city announced', async () => {
    expect(await total('/api/v1/townships')).toBe(16);
    expect(await total('/api/v1/items?level=township')).toBe(186);
    expect(await total('/api/v1/items?level=village')).toBe(53);
    expect(await total('/api/v1/territorial-list')).toBe(98);
    expect(await total('/api/v1/power-list?for=town')).toBe(141);
    expect(await total('/api/v1/power-list?for=subdistrict')).toBe(97);
    expect(await total('/api/v1/departments')).toBe(40);
    expect(await total('/api/v1/offices?township=370883101')).toBe(20);
    const townships = (await read('/api/v1/townships'))['items'] as { code: string }[];
    const villages = await Promise.all(townships.map(({ code }) => total(`/api/v1/townships/${code}/villages`)));
    expect(villages.reduce((sum: number, count) => sum + Number(count), 0)).toBe(714);
  });

  it('say in every answer that the data are a demonstration', async () => {
    for (const path of ['/townships', '/items', '/items/T001', '/search?q=x', '/departments', '/power-list'])
      expect((await read(`/api/v1${path}`))['dataset']).toMatchObject({ status: 'demonstration' });
  });

  it.each([
    ['/api/v1/items', 'code', 239],
    ['/api/v1/offices', 'id', 320],
  ])('%s can be read page by page without missing or repeating an entry', async (path, key, expected) => {
    const seen: unknown[] = [];
    let cursor: unknown = null;
    do {
      const page = await read(`${path}?limit=50${cursor === null ? '' : `&cursor=${cursor}`}`);
      seen.push(...(page['items'] as Record<string, unknown>[]).map((row) => row[key]));
      cursor = page['nextCursor'];
    } while (cursor !== null);
    expect(seen).toHaveLength(expected);
    expect(new Set(seen).size).toBe(expected);
  });
});

describe('a guide', () => {
  it('names the one responsible office of the township asked for, the papers, the steps and who decides', async () => {
    const guide = v.parse(guideSchema, await read('/api/v1/items/T001?township=370883101'));
    expect(guide.office?.name).toBe('香城镇社会事务办公室');
    expect(guide.materials).toContain('户口簿');
    expect(guide.steps[0]).toEqual({ action: 'handIn', by: 'office', text: '到香城镇社会事务办公室交材料' });
    expect(guide.decidedBy).toEqual({ by: 'department', names: ['市民政局'] });
    expect(guide.unverified).toContain('promisedLimit');
  });

  it('of a village item leads to the station of the village and to the office of the township', async () => {
    const guide = v.parse(guideSchema, await read('/api/v1/items/V01?township=370883001&village=370883001004'));
    expect(guide.station).toMatchObject({ name: '孟庄社区便民服务站', village: { code: '370883001004' } });
    expect(guide.office?.name).toBe('钢山街道社会事务办公室');
    expect(guide.relatedItems).toEqual([{ code: 'T001', name: '最低生活保障审核确认' }]);
  });

  it('invents no place, hours or phone', async () => {
    const guide = v.parse(guideSchema, await read('/api/v1/items/T147?township=370883114'));
    expect(guide.office).toMatchObject({ place: null, hours: null, phone: null, dispatched: true });
  });

  it('is found in lower case too', async () => {
    expect((await get('/api/v1/items/t001')).status).toBe(200);
  });
});

describe('the search', () => {
  it.each([
    ['低保', ['T001']],
    // The list calls the village's help with it by this name as well.
    ['准生证', ['T064', 'V20']],
    ['身份证', ['T164']],
    ['db', ['T001']],
    ['公租房怎么申请', ['T134']],
  ])('puts the right item first for %s', async (query, codes) => {
    const answer = v.parse(
      searchAnswerSchema,
      await read(`/api/v1/search?q=${encodeURIComponent(query)}&kind=item&township=370883101`),
    );
    expect(codes).toContain(answer.hits[0]?.code);
    expect(answer.hits[0]?.office?.townshipCode).toBe('370883101');
  });

  it('finds who takes care of a trouble', async () => {
    const answer = v.parse(
      searchAnswerSchema,
      await read(`/api/v1/search?q=${encodeURIComponent('秸秆')}&kind=appeal`),
    );
    expect(answer.hits[0]).toMatchObject({ kind: 'territorial', code: 'D01-008', office: null });
  });

  it('cuts a letter of ten thousand characters off and still answers', async () => {
    const answer = v.parse(
      searchAnswerSchema,
      await read(`/api/v1/search?q=${encodeURIComponent('低保'.repeat(5000))}`),
    );
    expect(answer.queryCut).toBe(true);
  });

  it('names the number to dial first when an emergency is under way', async () => {
    const answer = v.parse(
      searchAnswerSchema,
      await read(`/api/v1/search?q=${encodeURIComponent('俺家着火了快来人')}`),
    );
    expect(answer.hits[0]).toMatchObject({ kind: 'emergency', code: '119' });
  });

  it('says whether somebody may be in danger, and not so of a plain question', async () => {
    const saidTo = async (asked: string) =>
      v.parse(searchAnswerSchema, await read(`/api/v1/search?q=${encodeURIComponent(asked)}`));
    const danger = await saidTo('俺家着火了快来人');
    expect([danger.caution, danger.hits.some(({ kind }) => kind === 'emergency')]).toEqual([false, true]);
    const plain = await saidTo('低保怎么申请');
    expect([plain.caution, plain.hits.some(({ kind }) => kind === 'emergency')]).toEqual([false, false]);
  });

  it('says where to go for a proof that villages may not issue', async () => {
    const answer = v.parse(
      searchAnswerSchema,
      await read(`/api/v1/search?q=${encodeURIComponent('开个亲属关系证明')}`),
    );
    expect(answer.hits[0]).toMatchObject({ kind: 'proof', name: '亲属关系证明' });
    expect(answer.hits[0]?.matchedName).toContain('公安派出所');
  });

  it('says honestly what is not the townships’ work, instead of showing a wrong item', async () => {
    const answer = v.parse(searchAnswerSchema, await read(`/api/v1/search?q=${encodeURIComponent('办护照')}`));
    expect(answer).toMatchObject({ outOfScope: true, hits: [], elsewhere: { topic: '护照' } });
  });

  it('shows a life event as the items that belong to it', async () => {
    const answer = v.parse(
      searchAnswerSchema,
      await read(`/api/v1/search?q=${encodeURIComponent('老伴走了都得办啥')}`),
    );
    expect(answer.event?.codes).toContain('T162');
  });

  it.each([
    ['dibao', ['T001', 'V01']],
    ['低宝', ['T001', 'V01']],
    ['申請低保', ['T001', 'V01']],
    ['sfz', ['T164']],
  ])('understands %s by its sound or form', async (query, codes) => {
    const answer = v.parse(searchAnswerSchema, await read(`/api/v1/search?q=${encodeURIComponent(query)}&kind=item`));
    expect(codes).toContain(answer.hits[0]?.code);
  });

  it.each(['', '%F0%9F%98%80', '%00%01', '%ED%A0%80', "'%20OR%201=1--", '%3Cscript%3E', 'a', '保'])(
    'answers %j without an error',
    async (query) => {
      const response = await get(`/api/v1/search?q=${query}`);
      expect(response.status).toBe(200);
      v.parse(searchAnswerSchema, await response.json());
    },
  );
});

describe('bad input', () => {
  it.each([
    ['/api/v1/items?level=town', 400, '/query/level'],
    ['/api/v1/items?limit=0', 400, '/query/limit'],
    ['/api/v1/items?limit=1001', 400, '/query/limit'],
    ['/api/v1/items?cursor=%27', 400, '/query/cursor'],
    ['/api/v1/power-list?for=city', 400, '/query/for'],
    ['/api/v1/search', 400, '/query/q'],
    ['/api/v1/offices?township=1', 400, '/query/township'],
    ['/api/v1/items/T001?village=1', 400, '/query/village'],
    ['/api/v1/items?colour=red', 400, '/query'],
  ])('%s is told which parameter is wrong and what is allowed', async (path, status, pointer) => {
    const response = await get(path);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-store');
    const problem = v.parse(problemSchema, await response.json());
    expect(problem.errors?.map((error) => error.pointer)).toContain(pointer);
    for (const error of problem.errors ?? []) expect(error.detail).toMatch(/[\u4e00-\u9fff]/);
  });

  it.each([
    ['/api/v1/items/T999', 404, 'lists.item-not-found'],
    ['/api/v1/items/T001?township=370883999', 404, 'directory.township-not-found'],
    ['/api/v1/items/V01?village=370883001004', 422, 'lists.village-needs-township'],
    ['/api/v1/items/V01?township=370883101&village=370883001004', 404, 'directory.village-not-found'],
    ['/api/v1/territorial-list/D99-999', 404, 'lists.territorial-not-found'],
    ['/api/v1/nothing', 404, 'request.no-such-path'],
    ['/wp-login.php', 404, 'request.no-such-path'],
  ])('%s answers %i with the stable code %s', async (path, status, code) => {
    const response = await get(path);
    expect(response.status).toBe(status);
    expect(v.parse(problemSchema, await response.json()).code).toBe(code);
  });

  it('an unknown code is answered with codes that look like it', async () => {
    const problem = v.parse(problemSchema, await read('/api/v1/items/T01'));
    expect(problem.nearMatches?.length).toBeGreaterThan(0);
  });

  it('a wrong method is answered with those that are allowed', async () => {
    const response = await get('/api/v1/items/T001', { method: 'DELETE' });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, HEAD, OPTIONS');
  });

  it('never comes back in the answer', async () => {
    for (const path of ['/api/v1/items/', '/api/v1/items?level=', '/api/v1/items?', '/api/v1/search?kind=', '/'])
      expect(await (await get(`${path}zxqw<script>`)).text()).not.toContain('zxqw');
  });
});

describe('caching', () => {
  it('gives a strong ETag, and 304 without a body to whoever has that version', async () => {
    const first = await get('/api/v1/items/T001');
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w+/]+"$/);
    for (const condition of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const second = await get('/api/v1/items/T001', { headers: { 'if-none-match': condition } });
      expect(second.status).toBe(304);
      expect(second.headers.get('etag')).toBe(etag);
      expect(await second.text()).toBe('');
    }
    expect((await get('/api/v1/items/T001', { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
  });

  it('lets any site read, without credentials', async () => {
    const response = await get('/api/v1/items');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
    const preflight = await get('/api/v1/items', { method: 'OPTIONS' });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
    expect(preflight.headers.get('access-control-allow-methods')).toBe('GET, HEAD, OPTIONS');
  });

  it('lets only known sites ask whether they may write', async () => {
    const ask = (origin: string) =>
      get('http://localhost/api/v1/cases', {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST' },
      });
    expect((await ask('https://a.example')).status).toBe(403);
    const own = await ask('http://localhost');
    expect(own.status).toBe(204);
    expect(own.headers.get('access-control-allow-origin')).toBe('http://localhost');
    expect(own.headers.get('access-control-allow-methods')).toBe('GET, HEAD, POST, OPTIONS');
  });

  it('answers HEAD like GET without the body', async () => {
    const response = await get('/api/v1/items/T001', { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(response.headers.get('etag')).not.toBeNull();
    expect(await response.text()).toBe('');
  });
});
