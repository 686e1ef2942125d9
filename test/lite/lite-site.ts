import { env } from 'cloudflare:test';
import { expect } from 'vitest';
import { createApp } from '../../worker/app.ts';
import { openDraft, sealDraft } from '../../worker/lite/carried.usecases.ts';
import type { Draft } from '../../worker/lite/intake.contract.ts';
import { readKeys } from '../../worker/platform/keys.ts';

const { app } = createApp();

/** Unit: bytes. What a page of `/lite` may weigh. */
export const MOST_BYTES = 30_000;

export interface Page {
  status: number;
  html: string;
  headers: Headers;
  /** The visible words, tags left out, entities read. */
  text: string;
}

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };
export const decode = (html: string): string =>
  html.replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => ENTITIES[name] ?? '');

async function pageOf(answer: Response): Promise<Page> {
  const html = await answer.text();
  const text = decode(html.replace(/<head>.*?<\/head>/s, '').replace(/<[^>]*>/g, ' ')).replace(/[ \t\n]+/g, ' ');
  const { status, headers } = answer;
  if (!(headers.get('content-type') ?? '').startsWith('text/html')) return { status, html, headers, text };
  // What holds for every page whatsoever is looked at on every page.
  expect(new TextEncoder().encode(html).length).toBeLessThanOrEqual(MOST_BYTES);
  // Values taken out: what somebody wrote may say anything, as long as it stays a value.
  expect(html.replace(/="[^"]*"/g, '=""')).not.toMatch(/<script|<style|<[^>]*\s(?:style|on\w+)=/i);
  // The one page with a script that is linked to: a proof is checked on the reader's own device.
  expect(html).not.toMatch(/(?:href|action)="(?!\/lite|#|tel:|\/verify#)/);
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('set-cookie')).toBeNull();
  expect(headers.get('content-type')).toBe('text/html; charset=UTF-8');
  return { status, html, headers, text };
}

export const open = async (path: string): Promise<Page> => pageOf(await app.request(path, undefined, env));

export const send = async (path: string, body: URLSearchParams | FormData): Promise<Page> =>
  pageOf(await app.request(path, { method: 'POST', body }, env));

/** What a browser would send from the form on this page that holds the button; ticks and texts are set by name. */
export function fillIn(page: Page, button: string, values: Record<string, string | string[]> = {}) {
  const form = [...page.html.matchAll(/<form[^>]*?action="([^"]*)"[^>]*>(.*?)<\/form>/gs)].find(([, , inside = '']) =>
    inside.includes(`value="${button}"`),
  );
  if (!form) throw new Error(`no form with the button ${button} on: ${page.text}`);
  const [, action = '', inside = ''] = form;
  const attribute = (tag: string, name: string) => decode(new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '');
  const body = new URLSearchParams();
  const set = (name: string, value: string) => {
    if (!(name in values)) body.append(name, value);
  };
  for (const [tag] of inside.matchAll(/<input[^>]*>/g)) {
    const [type, name] = [attribute(tag, 'type'), attribute(tag, 'name')];
    if (type === 'submit' ? attribute(tag, 'value') === button : type !== 'file') {
      if ((type === 'radio' || type === 'checkbox') && !/ checked/.test(tag)) continue;
      if (name !== '') set(name, attribute(tag, 'value'));
    }
  }
  for (const [, tag = '', text = ''] of inside.matchAll(/(<textarea[^>]*>)(.*?)<\/textarea>/gs))
    set(attribute(tag, 'name'), decode(text).replace(/^\n/, ''));
  for (const [, tag = '', options = ''] of inside.matchAll(/(<select[^>]*>)(.*?)<\/select>/gs)) {
    const chosen = /<option[^>]* selected[^>]*>/.exec(options)?.[0] ?? /<option[^>]*>/.exec(options)?.[0] ?? '';
    set(attribute(tag, 'name'), attribute(chosen, 'value'));
  }
  for (const [name, value] of Object.entries(values)) {
    if (!inside.includes(`name="${name}"`)) throw new Error(`no field ${name} beside the button ${button}`);
    for (const one of [value].flat()) body.append(name, one);
  }
  return { action, body };
}

export async function press(page: Page, button: string, values: Record<string, string | string[]> = {}): Promise<Page> {
  const { action, body } = fillIn(page, button, values);
  return send(action, body);
}

/** What the page carries, as only the server can read it. */
export async function draftOf(page: Page): Promise<Draft> {
  const sealed = /name="draft" value="([^"]*)"/.exec(page.html)?.[1] ?? '';
  const draft = await openDraft(readKeys(env), sealed, Date.now());
  if (draft === null) throw new Error(`no draft on: ${page.text}`);
  return draft;
}

export const carry = (draft: Draft, now = Date.now()): Promise<string> => sealDraft(readKeys(env), draft, now);
