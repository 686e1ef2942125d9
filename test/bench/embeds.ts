/**
 * Embeds side by side: one line on the same host page, until there is something to use. 4 × CPU, slow 4G, new connection.
 * Ours and DocSearch count as usable when their box is there; DocSearch's button is pressed for it at once. The others are
 * given what helps them: Open Forms when it asks for its form, and giscus when its frame has come. That frame is on no
 * registry: as many bytes stand in for it as are known, and none of them has to be run.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { buildPublicFiles } from '../../tasks/build.ts';
import { openBrowser } from '../chromium.ts';
import { embedsOfOthers } from './embeds-others.ts';
import { atLeast, type Measure, median, report, spread } from './table.ts';
import { builtFiles, compressed, ThrottledServer } from './throttled-server.ts';
import { PARTS, type Probe, Visit } from './visit.ts';

const ROUNDS = 5;
/** TCP and TLS 1.3 take two round trips of slow 4G before the first request can leave. */
const CONNECTION_MS = 300;

interface Embed {
  /** What a webmaster pastes; `@` is the origin of the embed. */
  lines: string;
  probe: Probe;
}

const OURS = 'One Window';
const EMBEDS: Record<string, Embed> = {
  [OURS]: {
    lines:
      '<one-window township="370883101" style="display:block;min-height:560px"></one-window><script src="@/embed.js" async crossorigin></script>',
    probe: { ready: PARTS.box },
  },
  'DocSearch 5.2.0': {
    lines: `<link rel="stylesheet" href="@/docsearch.css"><div id="search"></div><script src="@/docsearch.js"></script>
      <script>docsearch({ container: '#search', appId: 'A', indices: ['i'], apiKey: 'k' })</script>`,
    probe: { ready: '.DocSearch-Input', press: '.DocSearch-Button', inPage: true },
  },
  'giscus 1.6.0, frame of known size': {
    lines: `<giscus-widget host="@" repo="a/b" repoid="c" mapping="specific" term="d"></giscus-widget><script src="@/giscus.js" async></script>
      <script>addEventListener('message', function () { document.body.appendChild(document.createElement('textarea')) })</script>`,
    probe: { ready: 'textarea', inPage: true },
  },
  'Open Forms SDK 3.3.0 (before its form)': {
    lines: `<link rel="stylesheet" href="@/open-forms/open-forms-sdk.css"><div id="form"></div>
      <script type="module">import { OpenForm } from '@/open-forms/open-forms-sdk.mjs';
      new OpenForm(document.getElementById('form'), { baseUrl: '@/api/', formId: 'f', basePath: '/', lang: 'en' }).init();</script>`,
    probe: { ready: '#form[translate]', inPage: true },
  },
};

const page = (lines: string, origin: string) =>
  `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>香城镇人民政府</title></head><body><h1>香城镇人民政府</h1>${lines.replaceAll('@', origin)}<p>版权所有</p></body></html>`;

interface Arrival {
  readyMs: number;
  bytes: number;
  requests: number;
}

async function arrive(browser: Browser, url: string, probe: Probe, origin: string): Promise<Arrival> {
  const visit = await Visit.begin(browser, probe, true);
  try {
    const readyMs = await visit.open(url);
    const own = (await visit.requestsUntil(readyMs)).filter((one) => one.url.startsWith(origin));
    return { readyMs, requests: own.length, bytes: own.reduce((sum, { bytes = 0 }) => sum + bytes, 0) };
  } finally {
    await visit.end();
  }
}

async function ourFiles(): Promise<ReturnType<typeof builtFiles>> {
  const dir = mkdtempSync(join(tmpdir(), 'one-window-embeds-'));
  try {
    await buildPublicFiles(join(dir, 'public'), '0.0.0-bench');
    return builtFiles(join(dir, 'public'));
  } finally {
    rmSync(dir, { recursive: true });
  }
}

export async function benchEmbeds(): Promise<Measure[]> {
  const embeds = new ThrottledServer(new Map([...(await ourFiles()), ...(await embedsOfOthers())]));
  const origin = await embeds.start();
  const pages = Object.values(EMBEDS).map(({ lines }, at) => {
    const path = `/${at}.html`;
    return [path, compressed(path, page(lines, origin), {})] as const;
  });
  const hosts = new ThrottledServer(new Map(pages));
  const host = await hosts.start();
  const browser = await openBrowser();
  const arrivals = new Map<string, Arrival[]>(Object.keys(EMBEDS).map((name) => [name, []]));
  try {
    for (let round = 0; round < ROUNDS; round++)
      for (const [at, [name, { probe }]] of Object.entries(EMBEDS).entries()) {
        for (const server of [hosts, embeds]) server.expect({ connectionMs: CONNECTION_MS, ageSeconds: 0 });
        arrivals.get(name)?.push(await arrive(browser, `${host}/${at}.html`, probe, origin));
      }
  } finally {
    await browser.close();
    for (const server of [hosts, embeds]) server.stop();
  }
  const of = (name: string, what: keyof Arrival) => median((arrivals.get(name) ?? []).map((one) => one[what]));
  return Object.keys(EMBEDS).flatMap((name) => [
    report(name, of(name, 'readyMs'), ' ms'),
    report('  bytes until then', of(name, 'bytes'), ' bytes'),
    report('  requests until then', of(name, 'requests')),
    ...(name.startsWith(OURS)
      ? [
          report(
            '  noise: rounds lay apart by',
            spread((arrivals.get(name) ?? []).map(({ readyMs }) => readyMs)) * 100,
            ' %',
          ),
        ]
      : [
          atLeast('  its time ÷ ours', of(name, 'readyMs') / of(OURS, 'readyMs'), 1),
          atLeast('  its bytes ÷ ours', of(name, 'bytes') / of(OURS, 'bytes'), 1),
        ]),
  ]);
}
