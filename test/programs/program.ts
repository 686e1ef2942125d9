/** A program of a department or a township: it has a token that somebody made for it, and speaks JSON. */
import { env } from 'cloudflare:test';
import { expect } from 'vitest';
import { createApp } from '../../worker/app.ts';
import { openDatabase } from '../../worker/platform/database.ts';
import { findSession } from '../../worker/staff/sessions.usecases.ts';
import type { Staff, StaffRole } from '../../worker/staff/staff.contract.ts';
import { makeToken } from '../../worker/staff/tokens.usecases.ts';
import { type Colleague, colleague } from '../desk/colleague.ts';

type App = ReturnType<typeof createApp>['app'];
let shared: App | undefined;
export const theApp = (): App => {
  shared ??= createApp().app;
  return shared;
};

// biome-ignore lint/suspicious/noExplicitAny: answers are checked against their schemas where it matters
export type Answered = { status: number; body: any; headers: Headers };

export class Program {
  readonly owner: Colleague;
  readonly token: string;

  constructor(owner: Colleague, token: string) {
    this.owner = owner;
    this.token = token;
  }

  async #send(path: string, init: RequestInit): Promise<Answered> {
    const headers = new Headers(init.headers);
    if (this.token !== '') headers.set('authorization', `Bearer ${this.token}`);
    const answer = await theApp().request(`http://localhost/api/v1${path}`, { ...init, headers }, env);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    return { status: answer.status, body: await answer.json(), headers: answer.headers };
  }

  /** As it comes, for files: the body is not read. */
  fetch(path: string): Promise<Response> {
    const headers = { authorization: `Bearer ${this.token}` };
    return Promise.resolve(theApp().request(`http://localhost/api/v1${path}`, { headers }, env));
  }

  /** Hands in a photograph of an operation, on the version that it sees now. */
  async photo(path: string, bytes: Uint8Array): Promise<Answered> {
    const { body: seen } = await this.get(path);
    const headers = { 'content-type': 'image/jpeg', 'idempotency-key': crypto.randomUUID() };
    return this.#send(`${path}/photo`, {
      method: 'POST',
      body: bytes as Uint8Array<ArrayBuffer>,
      headers: { ...headers, 'if-match': `"${seen.version}"` },
    });
  }

  get(path: string): Promise<Answered> {
    return this.#send(path, {});
  }

  /** @param headers a key of its own unless one is given */
  post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answered> {
    return this.#send(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID(), ...headers },
    });
  }

  /** Takes a step on the version that it sees now. */
  async step(path: string, step: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<Answered> {
    const { body: seen } = await this.get(path);
    return this.post(`${path}/${step}`, body, { 'if-match': `"${seen.version}"`, ...headers });
  }
}

type Place = Partial<Pick<Staff, 'townshipCode' | 'officeId' | 'departmentCode'>>;

export async function program(role: StaffRole, place: Place = {}, mayWrite = true): Promise<Program> {
  const owner = await colleague(role, place);
  const db = openDatabase(env.DB);
  const session = await findSession(db, owner.cookie.replace('desk=', ''), Date.now());
  if (session === null) throw new Error('nobody has signed in');
  const made = await makeToken(db, session, crypto.randomUUID(), { name: '台账系统', mayWrite, days: 7 }, Date.now());
  if (made.kind !== 'made') throw new Error(`no token: ${JSON.stringify(made.faults)}`);
  return new Program(owner, made.token);
}

/** A program that shows whatever it was given. */
export const withToken = (token: string): Program => new Program(undefined as unknown as Colleague, token);

/** Two entries of the demonstration list that different departments lead alone. */
export async function twoEntries() {
  const { results } = await env.DB.prepare(
    `SELECT code, lead_department_codes ->> 0 AS lead FROM territorial_item
      WHERE json_array_length(lead_department_codes) = 1 AND retired_release IS NULL ORDER BY code`,
  ).all<{ code: string; lead: string }>();
  const [one] = results;
  const other = results.find(({ lead }) => lead !== one?.lead);
  if (!one || !other) throw new Error('the demonstration list has changed');
  return { one, other };
}
