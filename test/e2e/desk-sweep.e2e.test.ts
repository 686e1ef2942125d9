/**
 * Every page of the desk as it stands: whoever may open it goes there from link to link. On each: axe, weight, policy.
 * Pages that other parts add are found by themselves; one that no link leads to is opened by its address.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../worker/app.ts';
import { DESK_ACCESS } from '../../worker/desk/access.data.ts';
import type { PermissionName } from '../../worker/staff/permissions.data.ts';
import { scopeOf } from '../../worker/staff/permissions.rules.ts';
import type { StaffRole } from '../../worker/staff/staff.contract.ts';
import { axeFindings, type DeskHouse, openHouse, type Seat } from './desk-seats.ts';

/** HTML and the stylesheet together. Unit: bytes. */
const MOST_BYTES = 60_000;
/** Each role looks at so many pages of one route. */
const OF_ONE_ROUTE = 1;
/** Over all roles: the same page differs little from role to role. */
const OF_ONE_ROUTE_FOR_ALL = 2;

createApp();

/** Routes with `GET`, those with the fewest parameters first: `/desk/sites/new` is not `/desk/sites/:id`. */
const routes = [...DESK_ACCESS]
  .filter(([route]) => route.startsWith('GET ') && !route.includes('*'))
  .map(([route, { permission }]) => {
    const path = route.slice('GET '.length);
    const pattern = path.replace(/:\w+(?:\{((?:[^{}]|\{[^}]*\})*)\})?/g, (_, own?: string) => `(?:${own ?? '[^/]+'})`);
    return { path, permission, pattern: new RegExp(`^${pattern}$`), parameters: path.split(':').length };
  })
  .sort((a, b) => a.parameters - b.parameters);
const routeOf = (url: string) => routes.find(({ pattern }) => pattern.test(new URL(url).pathname))?.path;

/** What has no link on this server, and why. */
const NOT_REACHED = new Map<string, string>([
  ['/desk/style.css', 'a stylesheet'],
  ['/desk/passkey.js', 'a script'],
  ['/desk/setup', 'gone once there is an account'],
  ['/desk/sign-in', 'for strangers; looked at below'],
  ['/desk/sign-in/elsewhere', 'another way of signing in is not configured'],
  ['/desk/sign-in/callback', 'another way of signing in is not configured'],
  ['/desk/sign-in/resume', 'another way of signing in is not configured'],
]);

let house: DeskHouse;
let styleBytes = 0;
beforeAll(async () => {
  house = await openHouse();
  styleBytes = (await (await fetch(`${house.server.origin}/desk/style.css`)).arrayBuffer()).byteLength;
}, 600_000);
afterAll(() => house.close());

/** Demonstration accounts by their role. */
const SEATS: readonly (readonly [string, StaffRole])[] = [
  ['DEMO-CK', 'counter-clerk'],
  ['DEMO-CB', 'township-handler'],
  ['DEMO-ZR', 'township-leader'],
  ['DEMO-BM', 'department-handler'],
  ['DEMO-JZ', 'department-head'],
  ['DEMO-TC', 'coordinator'],
  ['DEMO-SJ', 'auditor'],
  ['DEMO-GL', 'administrator'],
];
const mayOpen = (role: StaffRole, permission: PermissionName | 'stranger') =>
  permission === 'stranger' || scopeOf(role, permission) !== null;
/** Of the case that was handed in. */
let caseId = '';

const seen = new Map<string, number>();
const wrong: string[] = [];
let heaviest = { bytes: 0, at: '' };
let pages = 0;

async function look({ page, reports }: Seat, who: string, url: string, html: string): Promise<void> {
  pages++;
  const at = `${who} ${new URL(url).pathname}`;
  const bytes = Buffer.byteLength(html) + styleBytes;
  if (bytes > heaviest.bytes) heaviest = { bytes, at };
  if (bytes > MOST_BYTES) wrong.push(`${at}: ${bytes} bytes`);
  for (const finding of await axeFindings(page)) wrong.push(`${at}: axe ${finding}`);
  for (const report of reports.splice(0)) wrong.push(`${at}: ${report}`);
  // No page loads anything by itself later, and none comes back by itself sooner than every five minutes.
  if (/http-equiv="?refresh/i.test(html)) wrong.push(`${at}: loads itself again`);
}

/** Follows every link of the desk, breadth first, one page of a route. */
async function wander(seat: Seat, who: string): Promise<void> {
  const { page } = seat;
  const own = new Map<string, number>();
  const waiting = [`${house.server.origin}/desk`];
  const known = new Set(waiting);
  while (waiting.length > 0) {
    const url = waiting.shift() ?? '';
    const route = routeOf(url);
    if (route === undefined || (own.get(route) ?? 0) >= OF_ONE_ROUTE) continue;
    // What is saved to disk is no page; asking for it here would leave the browser where it is.
    const answer = await page.request.get(url);
    if (!(answer.headers()['content-type'] ?? '').startsWith('text/html') || answer.headers()['content-disposition']) {
      seen.set(route, (seen.get(route) ?? 0) + 1);
      continue;
    }
    own.set(route, (own.get(route) ?? 0) + 1);
    const html = await answer.text();
    if (![200, 401].includes(answer.status())) wrong.push(`${who} ${url}: ${answer.status()}`);
    await page.goto(url);
    if ((seen.get(route) ?? 0) < OF_ONE_ROUTE_FOR_ALL) await look(seat, who, url, html);
    seen.set(route, (seen.get(route) ?? 0) + 1);
    const links = await page.locator('a[href]').evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href));
    for (const link of links) {
      const clean = link.split('#')[0] ?? '';
      if (clean.startsWith(`${house.server.origin}/desk`) && !known.has(clean)) {
        known.add(clean);
        waiting.push(clean);
      }
    }
  }
}

const fill = async (seat: Seat, fields: Record<string, string>) => {
  for (const [name, value] of Object.entries(fields)) {
    const field = seat.page.locator(`main form :is(input:not([type=hidden]),textarea,select)[name="${name}"]`).first();
    if ((await field.evaluate((one) => one.tagName)) === 'SELECT') await field.selectOption(value);
    else if (['radio', 'checkbox'].includes((await field.getAttribute('type')) ?? ''))
      await seat.page.locator(`main form [name="${name}"][value="${value}"]`).check();
    else await field.fill(value);
  }
};
const press = ({ page }: Seat, name: string) =>
  Promise.all([page.waitForEvent('load'), page.getByRole('button', { name }).first().click()]);
const open = (seat: Seat, path: string) => seat.page.goto(`${house.server.origin}${path}`);

describe('every page of the desk', () => {
  it('has something on it: cases, a notice, something to approve, feedback', async () => {
    const clerk = await house.sit('DEMO-CK');
    await open(clerk, '/desk/register');
    await fill(clerk, { channel: 'walk-in', told: 'yes', kind: 'complaint', text: '夜里有人往河边倒建筑垃圾。' });
    await fill(clerk, { name: '某某', phone: '13800000000' });
    await press(clerk, '登记，出回执');
    await clerk.page.getByRole('link', { name: '去办这件事' }).click();
    await clerk.page.waitForURL(/\/desk\/cases\//);
    const path = new URL(clerk.page.url()).pathname;
    caseId = path.split('/').at(-1) ?? '';
    await open(clerk, `${path}/accept`);
    await press(clerk, '受理');
    await open(clerk, `${path}/notices`);
    await press(clerk, '出《受理告知书》');
    await open(clerk, `${path}/assign`);
    await fill(clerk, { lead: 'O370883107-O08' });
    await press(clerk, '交办');
    // Another one stays at the counter.
    await open(clerk, '/desk/register');
    await fill(clerk, { channel: 'walk-in', told: 'yes', kind: 'hazard', text: '井盖没有了。' });
    await fill(clerk, { name: '某某', phone: '13800000000' });
    await press(clerk, '登记，出回执');
    await clerk.page.getByRole('heading', { level: 1, name: '回执' }).waitFor();
    const handler = await house.sit('DEMO-CB');
    await open(handler, `${path}/ask-extension`);
    await fill(handler, { days: '3', note: '还要等检测结果。' });
    await press(handler, '申请延期');
    const body = JSON.stringify({ code: 'T001', field: 'hours', text: '周六不开门。', township: '370883107' });
    const headers = { 'content-type': 'application/json' };
    const told = await fetch(`${house.server.origin}/api/v1/feedback`, { method: 'POST', headers, body });
    expect(told.status).toBe(201);
    for (const { context } of [clerk, handler]) await context.close();
  }, 300_000);

  it.each(SEATS.map(([who]) => who))(
    '%s goes wherever links lead: axe 0, at most 60 KB, no breach of the policy',
    async (who) => {
      const seat = await house.sit(who);
      await wander(seat, who);
      await seat.context.close();
      expect(wrong.splice(0)).toEqual([]);
    },
    600_000,
  );

  it('a stranger gets to sign in, and sees nothing else', async () => {
    const context = await house.browser.newContext({ viewport: { width: 1280, height: 860 } });
    const page = await context.newPage();
    const answer = await page.goto(`${house.server.origin}/desk/sites`);
    expect(answer?.status()).toBe(401);
    await look({ page, context, reports: [] }, 'stranger', page.url(), await page.content());
    expect(wrong.splice(0)).toEqual([]);
    await context.close();
  });

  it('no link leads to is opened by its address: steps that are not possible now say what is', async () => {
    const left = routes.filter(({ path }) => !seen.has(path) && !NOT_REACHED.has(path));
    const absent: string[] = [];
    for (const [who, role] of SEATS) {
      const own = left.filter(({ path, permission }) => !seen.has(path) && mayOpen(role, permission));
      if (own.length === 0) continue;
      const seat = await house.sit(who);
      for (const { path } of own) {
        const url = `${house.server.origin}${path.replace(/:\w+(\{(?:[^{}]|\{[^}]*\})*\})?/g, (_, own) => (own === undefined ? '1' : caseId))}`;
        const answer = await seat.page.request.get(url);
        if (!(answer.headers()['content-type'] ?? '').startsWith('text/html')) continue;
        seen.set(path, 1);
        if (answer.status() === 404) absent.push(path);
        if (answer.status() >= 500) wrong.push(`${who} ${url}: ${answer.status()}`);
        await seat.page.goto(url);
        await look(seat, who, url, await answer.text());
      }
      await seat.context.close();
    }
    console.info(`${pages} pages of ${seen.size} routes looked at; heaviest ${heaviest.bytes} bytes: ${heaviest.at}`);
    console.info(`looked at only as not being there: ${absent.join(', ') || 'none'}`);
    expect(wrong.splice(0)).toEqual([]);
    expect(left.map(({ path }) => path).filter((path) => !seen.has(path))).toEqual([]);
  }, 600_000);
});
