/** A citizen at the counter of the API: sends what a browser would send, to the real worker with real D1 and R2. */
import { env } from 'cloudflare:test';
import { createApp } from '../../worker/app.ts';
import type { Receipt, Submission } from '../../worker/cases/cases.contract.ts';
import { EXAMPLE_SUBMISSION } from '../../worker/cases/examples.data.ts';
import type { Status } from '../../worker/cases/status.contract.ts';
import type { Env } from '../../worker/platform/env.ts';

export const SITE = 'http://localhost';
type App = ReturnType<typeof createApp>['app'];

export interface Answer<T = Record<string, unknown>> {
  status: number;
  headers: Headers;
  body: T;
}
export interface ProblemBody {
  code: string;
  title: string;
  state?: string;
  errors?: { pointer: string; detail: string }[];
}

export class Citizen {
  readonly #app: App;
  readonly #env: Env;
  readonly #address: string;

  constructor(overrides: Partial<Env> = {}, app = createApp().app, address = '203.0.113.7') {
    this.#app = app;
    this.#env = { ...(env as Env), ...overrides };
    this.#address = address;
  }

  async send(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('cf-connecting-ip', this.#address);
    return this.#app.request(`${SITE}${path}`, { ...init, headers }, this.#env);
  }

  async post<T = ProblemBody>(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer<T>> {
    const response = await this.send(`/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    // 204 has nothing to say.
    const answer = response.status === 204 ? ({} as T) : await response.json<T>();
    return { status: response.status, headers: response.headers, body: answer };
  }

  submit(change: Partial<Submission> = {}, key: string = crypto.randomUUID()): Promise<Answer<Receipt & ProblemBody>> {
    return this.post('/cases', { ...EXAMPLE_SUBMISSION, ...change }, { 'idempotency-key': key });
  }

  lookUp(receiptNumber: string, lookupCode: string): Promise<Answer<Status & ProblemBody>> {
    return this.post('/cases/lookup', { receiptNumber, lookupCode });
  }

  step(
    { receiptNumber, token }: Pick<Receipt, 'receiptNumber' | 'token'>,
    action: string,
    body: unknown,
    key: string = crypto.randomUUID(),
  ): Promise<Answer<Status & ProblemBody>> {
    const headers = { authorization: `Bearer ${token}`, 'idempotency-key': key };
    return this.post(`/cases/${receiptNumber}/${action}`, body, headers);
  }

  async attach(
    { receiptNumber, token }: Pick<Receipt, 'receiptNumber' | 'token'>,
    bytes: Uint8Array,
    name = '照片.jpg',
    key: string = crypto.randomUUID(),
  ): Promise<Answer<{ id: string; name: string; bytes: number } & ProblemBody>> {
    const response = await this.send(`/api/v1/cases/${receiptNumber}/attachments`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'idempotency-key': key,
        'content-type': 'image/jpeg',
        'x-file-name': encodeURIComponent(name),
      },
      body: bytes as Uint8Array<ArrayBuffer>,
    });
    return { status: response.status, headers: response.headers, body: await response.json() };
  }
}

/** Without limits of abuse, as `RATE_LIMITS=off npm start` has it. */
export const unlimited = (overrides: Partial<Env> = {}): Citizen => new Citizen({ RATE_LIMITS: 'off', ...overrides });
