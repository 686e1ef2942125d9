import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Site, UsageRow } from '../../worker/sites/sites.contract.ts';
import { exactOrigin, framedBy, registerOf } from '../../worker/sites/sites.rules.ts';
import { countedAs, usageBySite, withOneMore } from '../../worker/sites/usage.rules.ts';

const NOON = Date.UTC(2026, 10, 23, 4);
const aSite = (change: Partial<Site> = {}): Site => ({
  id: 1,
  name: '某镇网站',
  townshipCode: '370883101',
  owner: '党政办',
  note: '',
  verifyBy: null,
  status: 'active',
  keptIn: 'file',
  origins: ['https://a.example'],
  ...change,
});

describe('an origin', () => {
  it.each([
    'https://a.example',
    'http://a.example:8080',
    'http://127.0.0.1:8787',
    'http://[::1]:8787',
    'https://xn--fiq.example',
  ])('%s is exact', (text) => expect(exactOrigin(text)).toBe(text));

  it.each([
    ['', 'nothing'],
    ['null', 'the origin of a page in a sandbox'],
    ['*', 'a star'],
    ['https://*.example', 'a pattern'],
    ['https://a.example/', 'a slash at the end'],
    ['https://a.example/page', 'a path'],
    ['https://A.example', 'capitals'],
    ['https://a.example:443', 'the usual port'],
    ['https://镇.example', 'letters that a browser writes otherwise'],
    ['ftp://a.example', 'another protocol'],
    ['https://a.example;script-src', 'a second directive'],
    ["https://a.example 'unsafe-inline'", 'a blank'],
    ['https://user@a.example', 'a user'],
  ])('%j is none: %s', (text) => expect(exactOrigin(text)).toBeNull());
});

describe('the register', () => {
  it('knows the origins of active sites, each with its township', () => {
    const closed = aSite({ id: 2, status: 'closed', origins: ['https://b.example'] });
    const ofTheCity = aSite({ id: 3, townshipCode: null, origins: ['https://c.example', 'https://d.example'] });
    const register = registerOf([aSite(), closed, ofTheCity]);
    expect([...register.keys()]).toEqual(['https://a.example', 'https://c.example', 'https://d.example']);
    expect(register.get('https://a.example')?.township).toBe('370883101');
    expect(register.get('https://c.example')?.township).toBeNull();
  });
});

describe('the policy of the frame', () => {
  it('has our own origin and the registered ones in it, whatever stood there', () => {
    expect(framedBy("default-src 'none'; frame-ancestors *", ['https://b.example', 'https://a.example'])).toBe(
      "default-src 'none'; frame-ancestors 'self' https://a.example https://b.example",
    );
    expect(framedBy("default-src 'none'", [])).toBe("default-src 'none'; frame-ancestors 'self'");
  });

  it('has one directive for frames and all others as they were', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("script-src 'self'", 'frame-ancestors *', "img-src 'none'")),
        (directives) => {
          const policy = framedBy(directives.join('; '), ['https://a.example']).split('; ');
          const isFrames = (directive: string) => directive.startsWith('frame-ancestors');
          expect(policy.filter(isFrames)).toEqual(["frame-ancestors 'self' https://a.example"]);
          expect(policy.filter((one) => !isFrames(one))).toEqual(directives.filter((one) => !isFrames(one)));
        },
      ),
    );
  });
});

describe('usage', () => {
  const usage = { v: '0.1.0', how: 'element' } as const;

  it('counts one telling for eight views, by day, site, version and kind', () => {
    const [one, other] = ['https://a.example', 'other'];
    let rows: UsageRow[] = [];
    for (const origin of [one, one, other]) rows = withOneMore(rows, usage, origin, '2026-11-23');
    rows = withOneMore(rows, { v: '0.1.1', how: 'script' }, one, '2026-11-23');
    expect(rows.map(({ origin, version, how, views }) => [origin, version, how, views])).toEqual([
      [one, '0.1.0', 'element', 16],
      [other, '0.1.0', 'element', 8],
      [one, '0.1.1', 'script', 8],
    ]);
  });

  it('names registered sites only', () => {
    expect(countedAs('https://a.example', true)).toBe('https://a.example');
    expect(countedAs('https://a.example', false)).toBe('other');
    expect(countedAs('null', true)).toBe('other');
  });

  const row = (day: string, version: string, views: number, origin = 'https://a.example'): UsageRow => ({
    day,
    origin,
    version,
    how: 'element',
    views,
  });

  it('tells which versions a site ran on its last day, and which site went dark', () => {
    const rows = [
      row('2026-11-01', '0.1.0', 80),
      row('2026-11-20', '0.1.0', 8),
      row('2026-11-20', '0.2.0', 16),
      row('2026-11-08', '0.1.0', 8, 'https://b.example'),
    ];
    const sites = [
      aSite(),
      aSite({ id: 2, origins: ['https://b.example'] }),
      aSite({ id: 3, origins: ['https://c.example'] }),
    ];
    expect(usageBySite(sites, rows, NOON)).toMatchObject([
      {
        views: 104,
        lastDay: '2026-11-20',
        darkSince: null,
        versions: [
          ['0.2.0', 16],
          ['0.1.0', 8],
        ],
      },
      { views: 8, lastDay: '2026-11-08', darkSince: '2026-11-08' },
      { views: 0, lastDay: null, darkSince: null, versions: [] },
    ]);
  });

  it('is dark from the fifteenth silent day on, and never once closed', () => {
    const darkSince = (day: string, change: Partial<Site> = {}) =>
      usageBySite([aSite(change)], [row(day, '0.1.0', 8)], NOON)[0]?.darkSince;
    expect(darkSince('2026-11-09')).toBeNull();
    expect(darkSince('2026-11-08')).toBe('2026-11-08');
    expect(darkSince('2026-11-08', { status: 'closed' })).toBeNull();
  });

  it('reminds of a registration that nobody has looked at in time', () => {
    const isOverdue = (verifyBy: string | null) => usageBySite([aSite({ verifyBy })], [], NOON)[0]?.isOverdue;
    expect([isOverdue(null), isOverdue('2026-11-23'), isOverdue('2026-11-22')]).toEqual([false, false, true]);
  });
});
