import { env } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { createApp } from '../../worker/app.ts';
import { decode } from './lite-site.ts';

const { app } = createApp();

async function openIndex(): Promise<{ status: number; html: string; text: string }> {
  const answer = await app.request('/open', undefined, env);
  const html = await answer.text();
  return { status: answer.status, html, text: decode(html.replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ') };
}

describe('/open', () => {
  it('names every address below it, each with a line in plain words', async () => {
    const { status, text } = await openIndex();
    expect(status).toBe(200);
    const below = new Set(app.routes.filter(({ path }) => path.startsWith('/open/')).map(({ path }) => path));
    expect(below.size).toBeGreaterThan(7);
    for (const path of below)
      expect(text, path).toMatch(
        new RegExp(`[一-鿿）] ${path.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/ ]+')}[? ]`),
      );
    expect(text).not.toMatch(/散列|准入决定/);
  });

  it('has no link that leads nowhere', async () => {
    const links = [...(await openIndex()).html.matchAll(/href="([^"#]+)"/g)].map(([, link = '']) => link);
    expect(links).toContain('/open/trail/latest');
    // A static file, and what answers 404 with its reason until the first day is signed.
    for (const link of links.filter((one) => !['/verify', '/open/trail/latest'].includes(one)))
      expect((await app.request(link, undefined, env)).status, link).toBe(200);
  });
});
