/** @jsxImportSource hono/jsx */
import { Hono } from 'hono';
import { generateSpecs } from 'hono-openapi';
import * as v from 'valibot';
import { openDatabase } from '../platform/database.ts';
import { type Dataset, datasetSchema } from '../platform/dataset.contract.ts';
import { checked, described, type HonoEnv, type PublicContent, reply } from '../platform/http.ts';
import type { ProblemKind } from '../platform/problem.ts';
import { DOCUMENTATION } from './apidoc.data.ts';
import { ApiPage, PAGE_HEADERS } from './apidoc.pages.tsx';

const tag = '服务本身 / The service itself';
const problemListSchema = v.object({
  items: v.array(v.object({ code: v.string(), status: v.number(), title: v.string() })),
});

/**
 * The API document and what belongs to it. Mounted at the top and under `/api/v1`.
 * @param app the application whose routes are documented
 * @param problems all problems that it can answer with
 */
export function apidocRoutes(
  app: Hono<HonoEnv>,
  problems: readonly ProblemKind[],
  published: PublicContent<{ dataset: Dataset }>,
) {
  // The document follows from the routes alone: made once in an isolate's life.
  let document: ReturnType<typeof generateSpecs> | null = null;
  const openApi = () => {
    document ??= generateSpecs(app, {
      documentation: DOCUMENTATION,
      exclude: [/^\/(?!(?:api\/v1|open)\/.|open$)/, /^\/api\/v1\/(docs)?$/],
      excludeStaticFile: false,
      defaultValidationErrorResponse: false,
    });
    return document;
  };
  return new Hono<HonoEnv>()
    .get('/', (c) => c.redirect('/docs', 302))
    .get('/docs', async (c) =>
      c.html(<ApiPage document={await openApi()} problems={problems} />, 200, await PAGE_HEADERS),
    )
    .get(
      '/openapi.json',
      described({
        tag,
        summary: '本接口的 OpenAPI 3.1 文档 / This document',
        example: '/openapi.json',
        answer: v.looseObject({ openapi: v.string() }),
      }),
      checked('query', {}),
      async (c) => {
        const specification = await openApi();
        return reply(c, published, () => specification);
      },
    )
    .get(
      '/problems',
      described({ tag, summary: '全部错误代码 / All problem codes', example: '/problems', answer: problemListSchema }),
      checked('query', {}),
      (c) =>
        reply(c, published, () => ({ items: problems.map(({ code, status, title }) => ({ code, status, title })) })),
    )
    .get(
      '/health',
      described({
        tag,
        summary: '服务是否正常 / Whether the service can answer',
        example: '/health',
        answer: v.object({ status: v.literal('ok'), dataset: datasetSchema }),
      }),
      checked('query', {}),
      async (c) => {
        const { dataset } = await published.current(openDatabase(c.env.DB), Date.now());
        return c.json({ status: 'ok', dataset }, 200, { 'cache-control': 'no-store' });
      },
    );
}
