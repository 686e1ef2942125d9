/** `/open/admissions` and `/open/delegations`: what was asked of townships and what was moved down to them. */
import { type Context, Hono } from 'hono';
import { etag } from 'hono/etag';
import * as v from 'valibot';
import type { Directory } from '../directory/directory.contract.ts';
import type { Lists } from '../lists/lists.contract.ts';
import { type Database, openDatabase } from '../platform/database.ts';
import { type Dataset, datasetSchema } from '../platform/dataset.contract.ts';
import { checked, described, type HonoEnv, limitParameter, type PublicContent, written } from '../platform/http.ts';
import { PLATFORM_PROBLEMS, Problem } from '../platform/problem.ts';
import { ledgerEntrySchema, ledgerSchema } from './assignments.contract.ts';
import { ASSIGNMENTS_PROBLEMS } from './assignments.errors.ts';
import { csvOf } from './csv.rules.ts';
import { delegationListSchema } from './delegations.contract.ts';
import { delegationList } from './delegations.usecases.ts';
import { ledgerOne, ledgerPage } from './ledger.usecases.ts';
import { delegationRows, ledgerRows } from './ledger-table.rules.ts';

const tag = '准入和下放 / Admissions and delegations';
const uuidParameter = written(
  /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  '台账一条的编号，见 /open/admissions / id of an entry',
);
const cursorParameter = v.optional(
  written(/^\d{1,15}\.[0-9a-f-]{36}$/, '上一页答复里的 nextCursor，原样带上 / nextCursor of the page before'),
);
/** An id that no ledger has: who tries the example reads where to find one that it has. */
export const EXAMPLE_ENTRY = '00000000-0000-4000-8000-000000000000';
/** Rows of the file: more than a city decides in ten years. */
const MOST_ROWS = 10_000;
const HEADERS = {
  'cache-control': 'public, max-age=60, stale-if-error=86400',
  'content-language': 'zh-CN',
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'etag',
  'x-content-type-options': 'nosniff',
};

interface Content {
  directory: Directory;
  lists: Lists;
  dataset: Dataset;
}

export function openRegisterRoutes(published: PublicContent<Content>) {
  async function read<T>(c: Context<HonoEnv>, make: (db: Database, content: Content) => Promise<T>): Promise<T> {
    try {
      const db = openDatabase(c.env.DB);
      return await make(db, await published.current(db, Date.now()));
    } catch (error) {
      throw error instanceof Problem ? error : new Problem(PLATFORM_PROBLEMS.unavailable);
    }
  }
  const file = (c: Context<HonoEnv>, name: string, rows: string[][]) =>
    c.body(csvOf(rows), 200, {
      ...HEADERS,
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': `attachment; filename="${name}"`,
    });

  return new Hono<HonoEnv>()
    .get(
      '/open/admissions',
      described({
        tag,
        example: '/open/admissions',
        summary: '准入台账：交给镇街的工作，准了的和没准的 / Tasks admitted to townships and refused, newest first',
        answer: ledgerSchema,
      }),
      etag(),
      checked('query', { limit: limitParameter(100), cursor: cursorParameter }),
      async (c) => {
        const { limit, cursor } = c.req.valid('query');
        const answer = await read(c, async (db, { directory, dataset }) => ({
          ...(await ledgerPage(db, directory, cursor, limit)),
          dataset,
        }));
        return c.json(answer, 200, HEADERS);
      },
    )
    .get(
      '/open/admissions.csv',
      described({
        tag,
        example: '/open/admissions.csv',
        summary: '准入台账，表格 / The ledger as a table',
        answer: v.string(),
        bytes: ['text/csv'],
      }),
      etag(),
      checked('query', {}),
      async (c) => {
        const rows = await read(c, async (db, { directory }) =>
          ledgerRows((await ledgerPage(db, directory, undefined, MOST_ROWS)).items),
        );
        return file(c, 'admissions.csv', rows);
      },
    )
    .get(
      '/open/admissions/:id',
      described({
        tag,
        example: `/open/admissions/${EXAMPLE_ENTRY}`,
        summary: '台账的一条 / One entry of the ledger',
        answer: v.object({ ...ledgerEntrySchema.entries, dataset: datasetSchema }),
        problems: [ASSIGNMENTS_PROBLEMS.notInLedger],
      }),
      etag(),
      checked('param', { id: uuidParameter }),
      checked('query', {}),
      async (c) => {
        const answer = await read(c, async (db, { directory, dataset }) => {
          const entry = await ledgerOne(db, directory, c.req.valid('param').id);
          if (entry === null) throw new Problem(ASSIGNMENTS_PROBLEMS.notInLedger);
          return { ...entry, dataset };
        });
        return c.json(answer, 200, HEADERS);
      },
    )
    .get(
      '/open/delegations',
      described({
        tag,
        example: '/open/delegations',
        summary: '下放登记：权限、编制、执法、审批 / What was moved down to townships',
        answer: delegationListSchema,
      }),
      etag(),
      checked('query', {}),
      async (c) => {
        const answer = await read(c, async (db, { lists, directory, dataset }) => ({
          items: await delegationList(db, lists, directory),
          dataset,
        }));
        return c.json(answer, 200, HEADERS);
      },
    )
    .get(
      '/open/delegations.csv',
      described({
        tag,
        example: '/open/delegations.csv',
        summary: '下放登记，表格 / The register as a table',
        answer: v.string(),
        bytes: ['text/csv'],
      }),
      etag(),
      checked('query', {}),
      async (c) => {
        const rows = await read(c, async (db, { lists, directory }) =>
          delegationRows(await delegationList(db, lists, directory)),
        );
        return file(c, 'delegations.csv', rows);
      },
    );
}
