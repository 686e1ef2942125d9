/** People at the desk in a real browser, on a real server with the demonstration accounts. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import type { Browser, BrowserContext, Page } from 'playwright';
import { openBrowser } from '../chromium.ts';
import { forget, type RunningServer, root, startServer } from './server.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export interface Seat {
  page: Page;
  context: BrowserContext;
  /** Everything that the browser refused by the policy of a page, and every dialog that a script opened. */
  reports: string[];
}

export interface DeskHouse {
  server: RunningServer;
  browser: Browser;
  /** @param number of a demonstration account, e.g. `DEMO-CK` */
  sit(number: string): Promise<Seat>;
  close(): Promise<void>;
}

/** Watches a page of ours for what its policy refuses. */
export function watch(page: Page): string[] {
  const reports: string[] = [];
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) reports.push(message.text());
  });
  page.on('dialog', (dialog) => {
    reports.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return reports;
}

/** What axe objects to on the page as it stands; empty when nothing. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const found = await page.evaluate(() => (window as unknown as { axe: typeof import('axe-core') }).axe.run());
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

export async function openHouse(): Promise<DeskHouse> {
  const [server, browser] = await Promise.all([startServer(), openBrowser()]);
  const { stdout } = await promisify(execFile)('npm', ['run', '-s', 'demo:staff'], {
    cwd: root,
    env: { ...process.env, STATE_DIR: server.stateDir },
  });
  const passwords = new Map([...stdout.matchAll(/^(DEMO-\w+)\s+(\S+)/gm)].map(([, number, word]) => [number, word]));
  return {
    server,
    browser,
    async sit(number) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 860 } });
      const page = await context.newPage();
      page.setDefaultTimeout(60_000);
      const reports = watch(page);
      await page.goto(`${server.origin}/desk`);
      await page.fill('input[name=staffNumber]', number);
      await page.fill('input[name=password]', passwords.get(number) ?? '');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: '您好' }).waitFor();
      return { page, context, reports };
    },
    async close() {
      await browser.close();
      await server.stop();
      forget(server);
    },
  };
}
