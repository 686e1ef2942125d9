import { env } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { Citizen, unlimited } from './caller.ts';

const citizen = unlimited();
const countOf = async (table: string) =>
  (await env.DB.prepare(`SELECT count(*) AS n FROM ${table}`).first<{ n: number }>())?.n ?? 0;

describe('handing in a case', () => {
  it('gives a receipt that leads back to it', async () => {
    const { status, body: receipt, headers } = await citizen.submit();
    expect(status).toBe(201);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(receipt.receiptNumber).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(receipt.lookupCode).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(receipt.answerBy).toMatchObject({ counted: '5 个工作日' });
    expect(receipt.answerBy.date).toMatch(/^\d{4}-\d\d-\d\d$/);
    const found = await citizen.lookUp(receipt.receiptNumber, receipt.lookupCode);
    expect(found.status).toBe(200);
    expect(found.body).toMatchObject({
      state: 'submitted',
      can: ['supplement', 'withdraw', 'attach'],
      proof: receipt.proof,
      isOverdue: false,
    });
    expect(found.body.timeline.map(({ title }) => title)).toEqual(['已收到']);
  });

  it('answers a retry with the same receipt, and another body under the same key with 422', async () => {
    const key = crypto.randomUUID();
    const first = await citizen.submit({}, key);
    const again = await citizen.submit({}, key.toUpperCase());
    expect([first.status, again.status]).toEqual([201, 200]);
    const { token: _a, tokenExpiresAt: _b, ...receipt } = first.body;
    expect(again.body).toMatchObject(receipt);
    const other = await citizen.submit({ text: '换了一件事来说。' }, key);
    expect([other.status, other.body.code]).toEqual([422, 'cases.key-reused']);
  });

  it('gives one receipt to 50 that come at once with one key', async () => {
    const [key, before] = [crypto.randomUUID(), await countOf('case_record')];
    const answers = await Promise.all(Array.from({ length: 50 }, () => citizen.submit({}, key)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(49);
    expect(new Set(answers.map(({ body }) => body.receiptNumber)).size).toBe(1);
    expect((await countOf('case_record')) - before).toBe(1);
  });

  it.each([
    ['too short', { text: '啊' }, '/text', '至少'],
    ['too long', { text: '长'.repeat(5001) }, '/text', '5000'],
    ['an unknown township', { township: '370883999' }, '/township', '重新选'],
    ['a village of another township', { village: '370883001001' }, '/village', '重新选'],
    ['an unknown office', { about: { offices: ['X-1'], departments: [], persons: '' } }, '/about/offices/0', '重新选'],
    ['a name although anonymous', { identity: 'anonymous' }, '/person', '匿名'],
    ['named without a name', { person: null }, '/person', '称呼'],
    [
      'a notice that is out of date',
      { consent: { notice: '2025-01', sensitive: true, guardian: false } },
      '/consent/notice',
      '告知',
    ],
    ['a crowd that is no number', { group: 0 }, '/group', '1'],
    ['something foreign', { admin: true }, '/', '不认识'],
  ])('tells in plain words what is wrong: %s', async (_what, change, pointer, words) => {
    const { status, body } = await citizen.submit(change as never);
    expect([status, body.code]).toEqual([422, 'request.invalid']);
    expect(body.errors?.find((error) => error.pointer === pointer)?.detail).toContain(words);
    expect(JSON.stringify(body)).not.toContain('admin');
  });

  it('reads no more than 64 KB, whatever the headers say', async () => {
    const { status, body } = await citizen.post('/cases', JSON.stringify({ text: 'x'.repeat(70_000) }));
    expect([status, body.code]).toEqual([413, 'request.too-large']);
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent += 8192;
        controller.enqueue(new Uint8Array(8192).fill(120));
      },
    });
    const response = await citizen.send('/api/v1/cases', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: endless,
      duplex: 'half',
    } as RequestInit);
    expect(response.status).toBe(413);
    expect(sent).toBeLessThan(200_000);
  });

  it('refuses what is no JSON, has no key, or comes from a site that is not registered', async () => {
    expect((await citizen.post('/cases', '{"text":')).body.code).toBe('request.broken-json');
    expect((await citizen.post('/cases', {}, { 'content-type': 'text/plain' })).body.code).toBe('request.not-json');
    expect((await citizen.submit({}, 'abc')).body.code).toBe('cases.key-missing');
    for (const origin of ['https://evil.example', 'null', 'http://localhost.evil.example'])
      expect((await citizen.post('/cases', {}, { origin })).body.code).toBe('request.foreign-origin');
  });

  it('lets our own pages and registered sites write, and says so before they do', async () => {
    const registered = unlimited({ ALLOWED_ORIGINS: 'https://a.example https://b.example' });
    const ask = (origin: string) =>
      registered.send('/api/v1/cases', {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST' },
      });
    expect((await ask('https://b.example')).headers.get('access-control-allow-origin')).toBe('https://b.example');
    expect((await ask('https://c.example')).status).toBe(403);
    expect((await registered.post('/cases', {}, { origin: 'http://localhost' })).status).toBe(422);
  });

  it('makes one text of what devices write differently, so that a retry from another one is a retry', async () => {
    const key = crypto.randomUUID();
    const first = await citizen.submit({ text: 'e\u0301tat\r\n\u0000有黑水流出来' }, key);
    const again = await citizen.submit({ text: '\u00e9tat\n有黑水流出来' }, key);
    expect([first.status, again.status]).toEqual([201, 200]);
  });

  it('does not let a catalogue that changed in between refuse a retry', async () => {
    const key = crypto.randomUUID();
    const first = await citizen.submit({}, key);
    const later = new Citizen({ RATE_LIMITS: 'off' });
    expect((await later.submit({}, key)).body.receiptNumber).toBe(first.body.receiptNumber);
  });
});

describe('a lookup', () => {
  it('cannot be told apart by a wrong code or an unknown number', async () => {
    const { body: mine } = await citizen.submit();
    const { body: other } = await citizen.submit();
    const unknown = '0000-0000';
    const wrong = await citizen.lookUp(mine.receiptNumber, other.lookupCode);
    const missing = await citizen.lookUp(unknown, other.lookupCode);
    expect(wrong.status).toBe(404);
    expect(missing.status).toBe(404);
    expect(missing.body).toEqual(wrong.body);
    expect([...missing.headers]).toEqual([...wrong.headers]);
  });

  it('tells a slip of the pen apart, for nothing is lost by it', async () => {
    const { body: mine } = await citizen.submit();
    const swapped = mine.lookupCode.replace(/^./, (first) => (first === '0' ? '2' : '0'));
    const { status, body } = await citizen.lookUp(mine.receiptNumber, swapped);
    expect([status, body.errors?.[0]?.pointer]).toEqual([422, '/lookupCode']);
    expect(body.errors?.[0]?.detail).toContain('核对');
  });

  it('reads what people write: small letters, spaces, full width, O for 0', async () => {
    const { body: mine } = await citizen.submit();
    const sloppy = mine.receiptNumber.replace('-', ' ').toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l');
    expect((await citizen.lookUp(sloppy, mine.lookupCode.replaceAll('-', ''))).status).toBe(200);
  });
});
