import type { Browser, BrowserContext, Page } from 'playwright';
import { Citizen } from './frame-citizen.ts';

export interface Visitor {
  page: Page;
  citizen: Citizen;
  context: BrowserContext;
  /** Script errors, and refusals by our own policy. */
  faults: string[];
}

/** A device that has never been here. */
export async function aVisitor(
  browser: Browser,
  address: string,
  { width = 390, height = 844 } = {},
): Promise<Visitor> {
  const context = await browser.newContext({ viewport: { width, height } });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy|Trusted/.test(message.text())) faults.push(message.text());
  });
  await page.goto(address);
  await page.locator('.bar').waitFor();
  return { page, citizen: new Citizen(page), context, faults };
}
