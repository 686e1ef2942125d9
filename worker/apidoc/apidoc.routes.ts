import { Hono } from 'hono';
import { generateSpecs } from 'hono-openapi';
import * as v from 'valibot';
import { datasetSchema, type Dataset } from '../platform/dataset.contract.ts';
import { openDatabase } from '../platform/database.ts';
import { checked, described, type HonoEnv, type PublicContent, reply } from '../platform/http.ts';
import type { ProblemKind } from '../platform/problem.ts';
import { ApiPage } from './apidoc.pages.tsx';
import { DOCUMENTATION } from './apidoc.data.ts';

const tag = '服务本身 / The service itself';

export function apidocRoutes(
  app: Hono<HonoEnv>,
  problems: readonly ProblemKind[],
  published: PublicContent<{ dataset: Dataset }>,
) {
  // The document follows from the routes alone: made once in an isolate's life.
  let document: ReturnType<typeof generateSpecs> | null = null;
  const openApi = () => {
    document ??= generateSpecs(app, { documentation: DOCUMENTATION, exclude: ['/', '/docs', '/openapi.json', '/problems', '/health', '*', '/*'], excludeStaticFile: false });
    return document;
  };
  return new Hono<HonoEnv>()
    .get('/', (c) => c.redirect('/docs', 302))
    .get('/openapi.json', described({ tag, summary: '本接口的 OpenAPI 3.1 文档 / This document', answer: v.object({ openapi: v.string() }) }), checked('query', {}), async (c) => {
      const specification = await openApi();
      return reply(c, published, () => specification);
    })
    .get('/docs', async (c) => c.html(ApiPage({ document: await openApi() })))
    .get('/problems', described({ tag, summary: '全部错误代码 / All problem codes', answer: v.object({ items: v.array(v.object({ code: v.string(), status: v.number(), title: v.string() })) }) }), checked('query', {}), (c) =>
      reply(c, published, () => ({ items: problems.map(({ code, status, title }) => ({ code, status, title })) })),
    )
    .get('/health', described({ tag, summary: '服务是否正常 / Liveness, with one read of the database', answer: v.object({ status: v.literal('ok'), dataset: datasetSchema }) }), checked('query', {}), async (c) => {
      const { dataset } = await published.current(openDatabase(c.env.DB), Date.now());
      return c.json({ status: 'ok', dataset }, 200, { 'cache-control': 'no-store' });
    });
}
