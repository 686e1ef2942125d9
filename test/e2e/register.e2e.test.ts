import { mkdtempSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../chromium.ts';
import { type LocalServer, listen } from '../widget/local-server.ts';
import { forget, type RunningServer, startServer } from './server.ts';

let server: RunningServer;
let site: LocalServer;
let browser: Browser;
const HOST_PAGE = '/host-page';
const hostPage = () =>
  `<!doctype html><one-window township="370883101"></one-window><script src="${server.origin}/embed.js" async></script>`;
beforeAll(async () => {
  // A site of somebody else's, with a server of its own: browsers treat pages that no server has sent as strangers here.
  const answer: RequestListener = (_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(hostPage());
  };
  [server, browser, site] = await Promise.all([
    startServer(),
    openBrowser(),
    listen(answer, mkdtempSync(join(tmpdir(), 'one-window-site-'))),
  ]);
});
afterAll(async () => {
  await browser.close();
  await site.close();
  await server.stop();
  forget(server);
});

async function openHost(origin: string): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
  page.setDefaultTimeout(15_000);
  if (origin === server.origin)
    await page.route(`**${HOST_PAGE}`, (route) => route.fulfill({ contentType: 'text/html', body: hostPage() }));
  await page.goto(origin + HOST_PAGE);
  await page.locator('one-window input[type=search]').fill('工厂排黑水');
  await page.locator('one-window .say').first().click();
  return page;
}

describe('the whole server, at a port that stands in no register', () => {
  it('lets its own pages hold the intake in a frame', async () => {
    const page = await openHost(server.origin);
    const inside = page.frameLocator('one-window iframe');
    await inside.getByRole('button', { name: '没有危险，我要说事' }).waitFor();
    await page.context().close();
  });

  it('opens a window for a site that is not registered', async () => {
    const page = await openHost(site.origin);
    await page.getByRole('link', { name: '打开新窗口' }).waitFor();
    expect(await page.locator('one-window iframe').count()).toBe(0);
    await page.context().close();
  });

  it('answers the page of the frame with the register, and all other headers of the file', async () => {
    const { headers } = await fetch(`${server.origin}/embed/frame`);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy.split('; ').at(-1)).toBe("frame-ancestors 'self' http://127.0.0.1:8787 http://localhost:8787");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(headers.get('cache-control')).toBe('no-cache');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('permissions-policy')).toContain('camera=()');
  });

  it('takes what a reader finds wrong, from a page of any site', async () => {
    const page = await (await browser.newContext()).newPage();
    await page.goto(site.origin + HOST_PAGE);
    const answer = await page.evaluate(async (origin) => {
      const body = '{"code":"T001","field":"hours","text":"x","township":null}';
      const response = await fetch(`${origin}/api/v1/feedback`, { method: 'POST', body });
      return { status: response.status, id: ((await response.json()) as { id: string }).id };
    }, server.origin);
    expect(answer).toEqual({ status: 201, id: expect.stringMatching(/^[0-9a-z]+$/) });
    await page.context().close();
  });
});
