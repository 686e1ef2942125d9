/** One visit of a fresh browser: nothing cached, network and processor throttled on wish, everything noted. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright';

/** Lighthouse's slow 4G and its usual slowdown of the processor. */
const SLOW_4G = { latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };
const CPU_SLOWDOWN = 4;
const PATIENCE_MS = 20_000;

const QUERY = '低保';
/** Parts of the widget as a resident sees them. */
export const PARTS = { box: 'input[type=search]', row: '.row', guide: 'dl', launcher: '.launcher' } as const;

/** What follows the first result by itself, as the ends of addresses. */
export const FETCHED_AHEAD = [
  '/embed/data/guides.json',
  '/embed/data/more.json',
  '/embed/data/sounds.json',
  '/pages.js',
] as const;

export interface Probe {
  /** What has to stand in the element's shadow root, or in the page itself. */
  ready: string;
  /** Look in the page itself, and wait until it is painted and the main thread is free to hear a tap. */
  inPage?: boolean;
  /** In the page itself: pressed as soon as it is there, on the way to what has to stand there. */
  press?: string;
  /** Typed as soon as there is an input. */
  query?: string;
}

export const FIRST_RESULT: Probe = { ready: PARTS.row, query: QUERY };

declare global {
  interface Window {
    /** Milliseconds from the navigation's start until what was probed for is there. */
    readyAt: Promise<number>;
    /** Sum of all layout shifts that no key and no tap explains. */
    layoutShift: number;
  }
}

/** Runs in the page, before its scripts. Watches instead of polling: polling would count as script time. */
function probeInPage({ ready, query, press, inPage = false }: Probe): void {
  window.layoutShift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
      if (!entry.hadRecentInput) window.layoutShift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });

  if (inPage) {
    window.readyAt = new Promise((done) => {
      let hasPressed = press === undefined;
      const observer = new MutationObserver(() => {
        const button = hasPressed || press === undefined ? null : document.querySelector<HTMLElement>(press);
        if (button !== null) {
          hasPressed = true;
          // When its own script has done what it does.
          setTimeout(() => button.click());
        }
        if (document.querySelector(ready) === null) return;
        observer.disconnect();
        requestAnimationFrame(() => setTimeout(() => done(performance.now())));
      });
      observer.observe(document, { childList: true, subtree: true });
    });
    return;
  }
  const attachShadow = Element.prototype.attachShadow;
  window.readyAt = new Promise((done) => {
    Element.prototype.attachShadow = function (init) {
      const shadow = attachShadow.call(this, init);
      let hasTyped = false;
      const observer = new MutationObserver(() => {
        const box = query === undefined ? null : shadow.querySelector('input');
        if (box !== null && query !== undefined && !hasTyped) {
          hasTyped = true;
          box.value = query;
          box.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
        }
        if (shadow.querySelector(ready) === null) return;
        observer.disconnect();
        done(performance.now());
      });
      observer.observe(shadow, { childList: true, subtree: true });
      return shadow;
    };
  });
}

export interface NotedRequest {
  url: string;
  /** Milliseconds since 1970. */
  startedAt: number;
  /** On the wire, head and body; missing until all of it has come. */
  bytes?: number;
}

export class Visit {
  readonly page: Page;
  readonly #context: BrowserContext;
  readonly #cdp: CDPSession;
  readonly #requests = new Map<string, NotedRequest>();

  private constructor(context: BrowserContext, page: Page, cdp: CDPSession) {
    this.#context = context;
    this.page = page;
    this.#cdp = cdp;
    cdp.on('Network.requestWillBeSent', ({ requestId, request, wallTime }) => {
      this.#requests.set(requestId, { url: request.url, startedAt: wallTime * 1000 });
    });
    cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      const request = this.#requests.get(requestId);
      if (request) request.bytes = encodedDataLength;
    });
  }

  static async begin(browser: Browser, probe: Probe | undefined, isThrottled: boolean): Promise<Visit> {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await cdp.send('Network.enable');
    await cdp.send('Performance.enable');
    await cdp.send('HeapProfiler.enable');
    if (isThrottled) {
      await cdp.send('Network.emulateNetworkConditions', { offline: false, ...SLOW_4G });
      await cdp.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
    }
    if (probe) await page.addInitScript(probeInPage, probe);
    return new Visit(context, page, cdp);
  }

  /** @returns when what was probed for stood there */
  async open(url: string): Promise<number> {
    await this.page.goto(url, { waitUntil: 'commit' });
    return this.page.evaluate(
      (patienceMs) =>
        Promise.race([
          window.readyAt,
          new Promise<never>((_, fail) => setTimeout(fail, patienceMs, new Error('what was probed for never came'))),
        ]),
      PATIENCE_MS,
    );
  }

  async goOffline(): Promise<void> {
    await this.#cdp.send('Network.emulateNetworkConditions', { ...SLOW_4G, offline: true });
  }

  async #metric(name: string): Promise<number> {
    const { metrics } = await this.#cdp.send('Performance.getMetrics');
    const metric = metrics.find((candidate) => candidate.name === name);
    if (metric === undefined) throw new Error(`Chromium does not report ${name}`);
    return metric.value;
  }

  /** What the main thread has spent on running and compiling scripts, the probe's share included. */
  async scriptMs(): Promise<number> {
    return ((await this.#metric('ScriptDuration')) + (await this.#metric('V8CompileDuration'))) * 1000;
  }

  /** What is left after a collection. */
  async heapBytes(): Promise<number> {
    await this.#cdp.send('HeapProfiler.collectGarbage');
    return this.#metric('JSHeapUsedSize');
  }

  /** Everything asked for so far, the page itself included. */
  requests(): NotedRequest[] {
    return [...this.#requests.values()];
  }

  /** Those begun up to a moment of the page's own clock. */
  async requestsUntil(pageMs: number): Promise<NotedRequest[]> {
    const origin = await this.page.evaluate(() => performance.timeOrigin);
    return this.requests().filter(({ startedAt }) => startedAt <= origin + pageMs);
  }

  /** Waits until files have come that the widget fetches by itself. */
  async fetched(...names: string[]): Promise<void> {
    const deadline = performance.now() + PATIENCE_MS;
    const isHere = (name: string) =>
      this.requests().some(({ url, bytes }) => url.endsWith(name) && bytes !== undefined);
    while (!names.every(isHere)) {
      if (performance.now() > deadline) throw new Error(`${names.join(', ')}: not fetched in ${PATIENCE_MS} ms`);
      await wait(50);
    }
  }

  async end(): Promise<void> {
    await this.#context.close();
  }
}
