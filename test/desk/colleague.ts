/** Somebody at the desk: opens pages and presses buttons as a browser without scripts does, on the real worker. */
import { env } from 'cloudflare:test';
import { expect } from 'vitest';
import { createApp } from '../../worker/app.ts';
import { openDatabase } from '../../worker/platform/database.ts';
import type { Env } from '../../worker/platform/env.ts';
import { findSession, openSession } from '../../worker/staff/sessions.usecases.ts';
import type { Staff, StaffRole } from '../../worker/staff/staff.contract.ts';
import { insertAccount, readAccountByNumber, staffOf } from '../../worker/staff/staff.store.ts';

export const DESK = 'http://localhost';
/** Unit: bytes. What a page of the desk may weigh, without the stylesheet, which weighs less than 8,000. */
export const MOST_BYTES = 52_000;
/** 太平镇. */
export const TOWNSHIP = '370883107';

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };
const decode = (html: string) => html.replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => ENTITIES[name] ?? '');

export interface DeskAnswer {
  status: number;
  html: string;
  /** The visible words, tags left out, entities read. */
  text: string;
  headers: Headers;
  /** Path to which the browser was sent on; empty when it was not. */
  location: string;
}

type App = ReturnType<typeof createApp>['app'];
let shared: App | undefined;

/** A place to work at: what an account of this role needs. */
export function placeFor(
  role: StaffRole,
  townshipCode = TOWNSHIP,
): Pick<Staff, 'townshipCode' | 'officeId' | 'departmentCode'> {
  const none = { townshipCode: null, officeId: null, departmentCode: null };
  if (role === 'township-handler') return { ...none, townshipCode, officeId: `${townshipCode}-O08` };
  if (role === 'counter-clerk' || role === 'township-leader') return { ...none, townshipCode };
  if (role === 'department-handler' || role === 'department-head') return { ...none, departmentCode: 'M03' };
  return none;
}

export class Colleague {
  readonly staff: Staff;
  /** The hidden field `key` of every form of the session that it began with. */
  formKey = '';
  readonly #app: App;
  readonly #env: Env;
  cookie: string;

  constructor(staff: Staff, token: string, overrides: Partial<Env> = {}, app?: App) {
    shared ??= createApp().app;
    this.staff = staff;
    this.cookie = `desk=${token}`;
    this.#app = app ?? shared;
    this.#env = { ...(env as Env), ...overrides };
  }

  async #send(path: string, init: RequestInit = {}): Promise<DeskAnswer> {
    const headers = new Headers(init.headers);
    headers.set('cookie', this.cookie);
    const answer = await this.#app.request(`${DESK}${path}`, { ...init, headers, redirect: 'manual' }, this.#env);
    const html = (answer.headers.get('content-type') ?? '').startsWith('text/html') ? await answer.text() : '';
    const text = decode(html.replace(/<head>.*?<\/head>/s, '').replace(/<[^>]*>/g, ' ')).replace(/[ \t\n]+/g, ' ');
    if (html !== '') {
      // What holds for every page whatsoever is looked at on every page.
      expect(new TextEncoder().encode(html).length).toBeLessThanOrEqual(MOST_BYTES);
      expect(html.replace(/="[^"]*"/g, '=""')).not.toMatch(
        /<script(?! src="" defer="">)|<style|<[^>]*\s(?:style|on\w+)=/i,
      );
      expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('referrer-policy')).toBe('same-origin');
    }
    const set = answer.headers.get('set-cookie');
    if (set !== null) this.cookie = set.split(';')[0] ?? '';
    const location = answer.headers.get('location') ?? '';
    return { status: answer.status, html, text, headers: answer.headers, location };
  }

  open(path: string): Promise<DeskAnswer> {
    return this.#send(path);
  }

  /** As it comes, for files: the body is not read. */
  fetch(path: string, more: Record<string, string> = {}): Promise<Response> {
    const headers = { cookie: this.cookie, ...more };
    return Promise.resolve(this.#app.request(`${DESK}${path}`, { headers }, this.#env));
  }

  /** Posts, and gives the answer as it comes. */
  send(path: string, body: URLSearchParams | FormData): Promise<Response> {
    const headers = { cookie: this.cookie, origin: DESK, 'sec-fetch-site': 'same-origin' };
    return Promise.resolve(this.#app.request(`${DESK}${path}`, { method: 'POST', body, headers }, this.#env));
  }

  /** Posts fields as they are. The key of the session stands on every page: see `key`. */
  post(
    path: string,
    body: URLSearchParams | FormData | Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<DeskAnswer> {
    const data = body instanceof URLSearchParams || body instanceof FormData ? body : new URLSearchParams(body);
    return this.#send(path, {
      method: 'POST',
      body: data,
      headers: { origin: DESK, 'sec-fetch-site': 'same-origin', ...headers },
    });
  }

  /** Opens where the answer sends the browser. */
  follow({ status, location }: DeskAnswer): Promise<DeskAnswer> {
    expect(status).toBe(303);
    return this.open(location.replace(DESK, ''));
  }

  /** Fills in the form of this page that has the button, presses it, follows the redirect when there is one. */
  async press(
    page: DeskAnswer,
    button: string,
    values: Record<string, string | string[]> = {},
    path = '',
  ): Promise<DeskAnswer> {
    const { action, body } = fillIn(page, button, values);
    const answer = await this.post(action || path, body);
    return answer.status === 303 ? this.follow(answer) : answer;
  }
}

export const keyOf = ({ html }: DeskAnswer): string => /name="key" value="([^"]*)"/.exec(html)?.[1] ?? '';

const attribute = (tag: string, name: string) => decode(new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '');

/** What a browser would send from the form on this page that holds the button. */
export function fillIn(page: DeskAnswer, button: string, values: Record<string, string | string[]> = {}) {
  const forms = [...page.html.matchAll(/<form([^>]*)>(.*?)<\/form>/gs)];
  const pressed = (inside: string) =>
    [...inside.matchAll(/(<button[^>]*>)(.*?)<\/button>/gs)].find(
      ([, , label = '']) => decode(label).trim() === button,
    );
  const form = forms.find(([, , inside = '']) => pressed(inside) !== undefined);
  if (!form) throw new Error(`no form with the button ${button} on: ${page.text}`);
  const [, head = '', inside = ''] = form;
  const action = attribute(head, 'action');
  const body = new URLSearchParams();
  const set = (name: string, value: string) => {
    if (name !== '' && !(name in values)) body.append(name, value);
  };
  for (const [tag] of inside.matchAll(/<input[^>]*>/g)) {
    const type = attribute(tag, 'type');
    if (type === 'file' || ((type === 'radio' || type === 'checkbox') && !/ checked/.test(tag))) continue;
    set(attribute(tag, 'name'), attribute(tag, 'value'));
  }
  for (const [, tag = '', text = ''] of inside.matchAll(/(<textarea[^>]*>)(.*?)<\/textarea>/gs))
    set(attribute(tag, 'name'), decode(text).replace(/^\n/, ''));
  for (const [, tag = '', options = ''] of inside.matchAll(/(<select[^>]*>)(.*?)<\/select>/gs)) {
    const chosen = /<option[^>]* selected[^>]*>/.exec(options)?.[0] ?? /<option[^>]*>/.exec(options)?.[0] ?? '';
    set(attribute(tag, 'name'), attribute(chosen, 'value'));
  }
  const own = pressed(inside)?.[1] ?? '';
  set(attribute(own, 'name'), attribute(own, 'value'));
  for (const [name, value] of Object.entries(values)) {
    if (!inside.includes(`name="${name}"`)) throw new Error(`no field ${name} beside the button ${button}`);
    for (const one of [value].flat()) body.append(name, one);
  }
  return { action, body };
}

let made = 0;

/** A colleague who has just signed in: account and session are written to the database, no password is worked out. */
export async function colleague(
  role: StaffRole,
  place: Partial<Pick<Staff, 'townshipCode' | 'officeId' | 'departmentCode'>> = {},
  options: { overrides?: Partial<Env>; app?: App; now?: number } = {},
): Promise<Colleague> {
  const db = openDatabase(env.DB);
  const now = options.now ?? Date.now();
  made++;
  const staffNumber = `T${made}-${role}`.toUpperCase();
  const account = {
    ...placeFor(role),
    ...place,
    staffNumber,
    name: `某某${made}`,
    role,
    externalId: null,
    passwordHash: null,
    mustChange: false,
    active: true,
    createdAt: now,
  };
  expect(await insertAccount(db, account, null, { burst: 10, onlyFirst: false })).toBe(true);
  const row = await readAccountByNumber(db, staffNumber);
  if (row === null) throw new Error('the account was not written');
  const event = { at: now, what: 'signed-in', staffId: row.id, actorId: row.id, detail: {} };
  const token = await openSession(db, row.id, 'open', now, event);
  const someone = new Colleague(staffOf(row), token, options.overrides, options.app);
  someone.formKey = (await findSession(db, token, now))?.formKey ?? '';
  return someone;
}

/** The same person, signed in anew at this moment: after a night no session is left. */
export async function signInAgain(who: Colleague, now = Date.now()): Promise<void> {
  const event = { at: now, what: 'signed-in', staffId: who.staff.id, actorId: who.staff.id, detail: {} };
  who.cookie = `desk=${await openSession(openDatabase(env.DB), who.staff.id, 'open', now, event)}`;
}

/** Somebody who has not signed in. */
export const stranger = (options: { overrides?: Partial<Env>; app?: App } = {}): Colleague =>
  new Colleague(
    { id: 0, staffNumber: '', name: '', role: 'auditor', townshipCode: null, officeId: null, departmentCode: null },
    '',
    options.overrides,
    options.app,
  );
