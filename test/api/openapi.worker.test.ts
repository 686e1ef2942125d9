import { env } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { createApp } from '../../worker/app.ts';

const { app } = createApp();

interface Document {
  openapi: string;
  paths: Record<
    string,
    Record<string, { operationId: string; summary: string; description: string; responses: object }>
  >;
}
const readDocument = async () => (await app.request('/openapi.json', undefined, env)).json<Document>();

describe('the API document', () => {
  it('covers every route under /api/v1', async () => {
    const documented = Object.keys((await readDocument()).paths);
    const routes = app.routes
      .filter(({ method, path }) => method === 'GET' && path.startsWith('/api/v1/') && !path.endsWith('/docs'))
      .map(({ path }) => path.replaceAll(/:(\w+)/g, '{$1}'));
    expect([...new Set(routes)].filter((path) => !documented.includes(path))).toEqual([]);
  });

  it('has an example for every route, and every example answers', async () => {
    const { paths } = await readDocument();
    const examples = Object.values(paths).map((methods) => methods['get']?.description.split('Example: ')[1] ?? '');
    expect(examples.length).toBeGreaterThan(10);
    for (const example of examples) expect((await app.request(example, undefined, env)).status, example).toBe(200);
  });

  it('is shown as a page that loads nothing from anywhere', async () => {
    const response = await app.request('/docs', undefined, env);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    const html = await response.text();
    expect(html).not.toMatch(/<(script|link|img|iframe)\b/);
    for (const path of Object.keys((await readDocument()).paths)) expect(html).toContain(path);
  });
});
