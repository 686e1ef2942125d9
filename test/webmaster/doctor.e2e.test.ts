import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../chromium.ts';
import { oldCms } from './old-cms.ts';
import { openTwoSites, type TwoSites, visit } from './two-sites.ts';

let sites: TwoSites;
let browser: Browser;
beforeAll(async () => {
  sites = await openTwoSites();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await sites.close();
});

const search = (page: Page) => page.locator('one-window input[type=search]');

/** As a webmaster does: chooses the township, presses the button, and has it in the clipboard. */
async function copyLine(): Promise<string> {
  const page = await visit(browser, `${sites.guide}/embed/configurator`);
  await page.locator('#township option').nth(1).waitFor({ state: 'attached' });
  await page.selectOption('#township', '370883101');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: sites.guide });
  await page.getByRole('button', { name: '复制' }).first().click();
  await page.getByText('已复制').waitFor();
  const line = await page.evaluate<string>('navigator.clipboard.readText()');
  await page.context().close();
  return line;
}

/** Pastes source and headers into the doctor's page. @returns cause → corrected line */
async function askDoctor(html: string, headers: string): Promise<Record<string, string>> {
  const page = await visit(browser, `${sites.guide}/embed/doctor`);
  await page.fill('#html', html);
  await page.fill('#headers', headers);
  await page.fill('#address', `${sites.host}/hall.asp`);
  await page.getByRole('button', { name: '检查' }).click();
  await page.locator('#result h2').waitFor();
  const found = await page
    .locator('.findings > li')
    .evaluateAll((items) =>
      items.map((item) => [item.getAttribute('data-cause'), item.querySelector('pre:last-of-type')?.textContent ?? '']),
    );
  expect(page.faults).toEqual([]);
  await page.context().close();
  return Object.fromEntries(found);
}

async function useGuide(page: Page): Promise<void> {
  await search(page).fill('低保');
  await page.locator('one-window .row').first().click();
  await page.locator('one-window .ticks').waitFor();
}

describe('the page of an old CMS', () => {
  const POLICY = "default-src 'self' 'unsafe-inline'; connect-src 'self'";

  it('takes the copied line on a phone and on a desktop', async () => {
    sites.pages.set('/hall.asp', { html: oldCms(await copyLine()), encoding: 'gbk' });
    for (const width of [390, 1280]) {
      const page = await visit(browser, `${sites.host}/hall.asp`, { width });
      expect(await page.evaluate('document.characterSet')).toBe('GBK');
      await useGuide(page);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      expect(page.faults).toEqual([]);
      await page.context().close();
    }
  });

  it('breaks under a policy: the doctor names the line, and the line that it gives mends it', async () => {
    const html = oldCms(await copyLine());
    const serve = (policy: string) =>
      sites.pages.set('/hall.asp', { html, encoding: 'gbk', headers: { 'content-security-policy': policy } });
    serve(POLICY);
    const broken = await visit(browser, `${sites.host}/hall.asp`);
    await broken.locator('#foot').waitFor();
    await broken.waitForTimeout(500);
    expect(await search(broken).count()).toBe(0);
    // What the webmaster's visitors see meanwhile: a form that works.
    expect(await broken.getByRole('button', { name: '查找' }).isVisible()).toBe(true);
    await broken.context().close();

    const found = await askDoctor(
      html,
      `HTTP/1.1 200 OK\nContent-Security-Policy: ${POLICY}\nServer: Microsoft-IIS/6.0`,
    );
    expect(Object.keys(found)).toEqual(['csp-script', 'csp-connect', 'csp-frame', 'not-registered']);
    const line = found['csp-script'] ?? '';
    expect(line).toMatch(/^Content-Security-Policy: /);

    serve(line.replace('Content-Security-Policy: ', ''));
    const mended = await visit(browser, `${sites.host}/hall.asp`);
    await useGuide(mended);
    expect(mended.faults).toEqual([]);
    await mended.context().close();
  });
});

describe('?one-window-doctor on a page', () => {
  const report = (page: Page) => page.locator('#one-window-doctor');
  const causes = (page: Page) =>
    report(page)
      .locator('.findings > li')
      .evaluateAll((items) => items.map((item) => item.getAttribute('data-cause')));

  it('reads the page as its server sends it, and names the header in the way', async () => {
    sites.register.isRegistered = true;
    const headers = { 'content-security-policy': `script-src 'unsafe-inline' ${sites.guide}; connect-src 'self'` };
    sites.pages.set('/hall.asp', { html: oldCms(await copyLine()), encoding: 'gbk', headers });
    const page = await visit(browser, `${sites.host}/hall.asp?one-window-doctor`);
    await report(page).getByText('嵌入医生：找到了').waitFor();
    expect(await causes(page)).toEqual(['csp-connect']);
    await report(page).getByText(`connect-src 'self' ${sites.guide}`).waitFor();
    await report(page).getByRole('button', { name: '关闭' }).click();
    expect(await report(page).count()).toBe(0);
    await page.context().close();
  });

  it('takes the policy from the refusal where the page may not even ask itself', async () => {
    const headers = { 'content-security-policy': `script-src 'unsafe-inline' ${sites.guide}; connect-src 'none'` };
    sites.pages.set('/hall.asp', { html: oldCms(await copyLine()), encoding: 'gbk', headers });
    const page = await visit(browser, `${sites.host}/hall.asp?id=3&one-window-doctor`);
    await report(page).getByText('嵌入医生：找到了').waitFor();
    expect(await causes(page)).toEqual(['csp-connect']);
    await page.context().close();
  });

  it('finds nothing where nothing is wrong, and the guide works beside it', async () => {
    sites.pages.set('/hall.asp', { html: oldCms(await copyLine()), encoding: 'gbk' });
    const page = await visit(browser, `${sites.host}/hall.asp?one-window-doctor=1`);
    await report(page).getByText('没有发现问题').waitFor();
    await report(page).getByRole('button', { name: '关闭' }).click();
    await useGuide(page);
    expect(page.faults).toEqual([]);
    await page.context().close();
  });

  it('is not fetched for anybody else', async () => {
    sites.pages.set('/hall.asp', { html: oldCms(await copyLine()), encoding: 'gbk' });
    sites.asked.length = 0;
    const page = await visit(browser, `${sites.host}/hall.asp`);
    await search(page).waitFor();
    await page.waitForLoadState('networkidle');
    expect(sites.asked.filter((path) => /doctor|tools/.test(path))).toEqual([]);
    await page.context().close();
  });
});
