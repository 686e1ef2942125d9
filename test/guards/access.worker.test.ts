import { env } from 'cloudflare:test';
import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { createApp } from '../../worker/app.ts';
import type { HonoEnv } from '../../worker/platform/http.ts';
import { concretePath } from './concrete.ts';

/** Every route that answers without signing in. A new public route is a decision, and stands here. */
const PUBLIC_ROUTES = new Set([
  'GET /',
  'GET /docs',
  'GET /openapi.json',
  'GET /problems',
  'GET /health',
  'GET /api/v1',
  'GET /api/v1/docs',
  'GET /api/v1/openapi.json',
  'GET /api/v1/problems',
  'GET /api/v1/health',
  'GET /api/v1/townships',
  'GET /api/v1/townships/:code/villages',
  'GET /api/v1/departments',
  'GET /api/v1/offices',
  'GET /api/v1/items',
  'GET /api/v1/items/:code',
  'GET /api/v1/territorial-list',
  'GET /api/v1/territorial-list/:code',
  'GET /api/v1/territorial-list/versions',
  'GET /api/v1/territorial-list/versions/:version',
  'GET /api/v1/territorial-list/versions/:version/:other',
  'GET /api/v1/power-list',
  'GET /api/v1/notices',
  'GET /api/v1/search',
  'GET /lite',
  'GET /lite/style.css',
  'GET /lite/search',
  'GET /lite/domain',
  'GET /lite/items/:code',
  'GET /lite/duties/:code',
  'GET /lite/report',
  'POST /lite/report',
  'GET /lite/track',
  'POST /lite/track',
  'POST /lite/track/act',
  'POST /lite/track/photo',
  'GET /lite/feedback',
  'POST /lite/feedback',
  'GET /lite/*',
  'GET /open',
  'GET /open/admissions',
  'GET /open/admissions.csv',
  'GET /open/admissions/:id',
  'GET /open/delegations',
  'GET /open/delegations.csv',
  'GET /lite/admissions',
  'GET /lite/delegations',
  'GET /open/trail',
  'GET /open/trail/key',
  'GET /open/trail/:day',
  'GET /open/trail/:day/proof',
  'GET /api/v1/limits',
  'GET /api/v1/intake-key',
  'POST /api/v1/cases',
  'POST /api/v1/cases/lookup',
  'POST /api/v1/drafts/open',
  'POST /api/v1/search/unanswered',
  'GET /desk/style.css',
  'GET /desk/sign-in',
  'POST /desk/sign-in',
  'POST /desk/sign-in/passkey',
  'GET /desk/sign-in/elsewhere',
  'GET /desk/sign-in/callback',
  'POST /desk/sign-in/resume',
  'GET /desk/passkey.js',
  'GET /desk/setup',
  'POST /desk/setup',
  'POST /api/v1/feedback',
  'GET /api/v1/sites/self',
  'GET /embed/frame',
  'POST /embed/usage',
  'OPTIONS /*',
]);

const routesOf = (app: Hono<HonoEnv>) => [...new Set(app.routes.map(({ method, path }) => `${method} ${path}`))];

/** Routes that are neither on the list nor closed to strangers. */
async function openRoutes(app: Hono<HonoEnv>): Promise<string[]> {
  const open: string[] = [];
  for (const route of routesOf(app)) {
    if (PUBLIC_ROUTES.has(route)) continue;
    const [method = '', path = ''] = route.split(' ');
    const concrete = concretePath(path);
    // A form from one of our own pages, so that the desk does not refuse it for where it comes from.
    const form = { method, body: new URLSearchParams(), headers: { origin: 'http://localhost' } };
    const { status } = await app.request(
      concrete,
      method === 'POST' ? form : { method: method === 'ALL' ? 'GET' : method },
      env,
    );
    if (status !== 401) open.push(`${route} answers ${status}`);
  }
  return open;
}

describe('access', () => {
  it('every route is on the public list or answers 401 to a stranger', async () => {
    expect(await openRoutes(createApp().app)).toEqual([]);
  });

  it('every route on the public list exists', () => {
    expect([...PUBLIC_ROUTES].filter((route) => !routesOf(createApp().app).includes(route))).toEqual([]);
  });

  it('the sweep finds a route that somebody forgot to close', async () => {
    const { app } = createApp();
    const careless = new Hono<HonoEnv>().get('/cases/:id', (c) => c.text('all about a case')).route('/', app);
    expect(await openRoutes(careless)).toEqual(['GET /cases/:id answers 200']);
  });
});
