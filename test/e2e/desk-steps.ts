/** What people do at the desk, press by press, for journeys of many steps. */
import type { Page } from 'playwright';
import { type DeskHouse, type Seat, watch } from './desk-seats.ts';

/** A form is posted, and the page that answers is there. */
export const submit = (page: Page, name: string | RegExp) =>
  Promise.all([page.waitForEvent('load'), page.getByRole('button', { name, exact: true }).first().click()]);
export const follow = (page: Page, name: string) =>
  Promise.all([page.waitForEvent('load'), page.getByRole('link', { name, exact: true }).first().click()]);
export const says = (page: Page, text: string | RegExp) => page.locator('main').getByText(text).first().waitFor();
export const mainOf = async (page: Page): Promise<string> => (await page.locator('main').textContent()) ?? '';
/** @param hours from now @returns as a clerk types it, e.g. `2026-12-01 14:30` */
export const momentIn = (hours: number): string =>
  new Date(Date.now() + (hours + 8) * 3_600_000).toISOString().slice(0, 16);

/** One step with a form of its own. @param values by name of the field; lists are chosen from, texts are written */
export async function take(page: Page, address: string, button: string, values: Record<string, string> = {}) {
  await page.goto(address);
  for (const [name, value] of Object.entries(values)) {
    const field = page.locator(`#${name}`);
    if ((await field.evaluate(({ tagName }) => tagName)) === 'SELECT') await field.selectOption(value);
    else await field.fill(value);
  }
  await submit(page, button);
  await says(page, '办好了。');
}

/** One step of an operation, in its own box on the page that is open. */
export async function act(page: Page, title: string, values: { note?: string; organ?: string; entry?: string } = {}) {
  const box = page.locator('details.box').filter({ has: page.locator('summary', { hasText: title }) });
  const { entry, organ, note } = values;
  if (note !== undefined) await box.locator('summary').click();
  if (entry !== undefined) await box.locator('select[name=entry]').selectOption(entry);
  if (organ !== undefined) await box.locator('select[name=organ]').selectOption(organ);
  if (note !== undefined) await box.locator('textarea[name=note]').fill(note);
  await Promise.all([page.waitForEvent('load'), box.getByRole('button', { name: title, exact: true }).click()]);
  await says(page, '办好了。');
}

/**
 * The administrator makes an account; whoever it is for signs in and takes a password of their own.
 * @param account by name of the field, e.g. `staffNumber`, `role`
 */
export async function newcomer(house: DeskHouse, administrator: Page, account: Record<string, string>): Promise<Seat> {
  await administrator.goto(`${house.server.origin}/desk/accounts/new`);
  const { staffNumber = '', name = '', ...choices } = account;
  await administrator.fill('#staffNumber', staffNumber);
  await administrator.fill('#name', name);
  for (const [field, value] of Object.entries(choices)) await administrator.selectOption(`#${field}`, value);
  const first = await administrator.inputValue('#first');
  await submit(administrator, '建账号');
  await says(administrator, '账号建好了。');
  const context = await house.browser.newContext({ viewport: { width: 1280, height: 860 } });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const reports = watch(page);
  await page.goto(`${house.server.origin}/desk`);
  await page.fill('input[name=staffNumber]', staffNumber);
  await page.fill('input[name=password]', first);
  await submit(page, '登录');
  await says(page, '先换成自己的');
  await page.fill('#present', first);
  for (const field of ['#wanted', '#again']) await page.fill(field, '河清海晏小满立秋白露');
  await submit(page, '换密码');
  await says(page, '密码改好了。');
  return { page, context, reports };
}
