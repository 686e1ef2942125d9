/** The territorial list entry by entry, and how it was before: every entry and every version has its own address. */
import { Hono } from 'hono';
import * as v from 'valibot';
import type { Directory } from '../directory/directory.contract.ts';
import { openDatabase } from '../platform/database.ts';
import { type Dataset, datasetSchema } from '../platform/dataset.contract.ts';
import { checked, described, type HonoEnv, type PublicContent, written } from '../platform/http.ts';
import { PLATFORM_PROBLEMS, Problem } from '../platform/problem.ts';
import { type Lists, territorialSchema } from './lists.contract.ts';
import { LISTS_PROBLEMS } from './lists.errors.ts';
import { findEntry } from './lists.usecases.ts';
import { territorialAnswer } from './territorial.rules.ts';
import { listVersionSchema, versionDifferenceSchema, versionListSchema } from './versions.contract.ts';
import { differenceOf, entriesOf, listVersionsOf, versionOf } from './versions.usecases.ts';

const tag = '清单 / Lists';
export const codeParameter = (example: string) =>
  v.pipe(
    written(/^.{1,20}$/, `编号，如 ${example} / a code, such as ${example}`),
    v.transform((code) => code.toUpperCase()),
  );
const versionParameter = v.pipe(
  written(/^[1-9]\d{0,5}$/, '第几版，见 /api/v1/territorial-list/versions / number of a version'),
  v.transform(Number),
);

export function versionsRoutes(published: PublicContent<{ directory: Directory; lists: Lists; dataset: Dataset }>) {
  type Content = Awaited<ReturnType<typeof published.current>>;
  /** As `reply`, for what has to be read first. A version never changes: the answer is kept as all others are. */
  async function replyWith(
    c: { req: { raw: Request }; env: HonoEnv['Bindings'] },
    read: (db: ReturnType<typeof openDatabase>, content: Content) => Promise<unknown>,
  ): Promise<Response> {
    const db = openDatabase(c.env.DB);
    const content = await published.current(db, Date.now());
    const value = await read(db, content).catch((error: unknown) => {
      throw error instanceof Problem ? error : new Problem(PLATFORM_PROBLEMS.unavailable);
    });
    return published.answer(c.req.raw, value, true);
  }

  return new Hono<HonoEnv>()
    .get(
      '/territorial-list/versions',
      described({
        tag,
        example: '/api/v1/territorial-list/versions',
        summary: '属地管理清单的历次版本，新的在前 / Versions of the territorial list, newest first',
        answer: v.object({ ...versionListSchema.entries, dataset: datasetSchema }),
      }),
      checked('query', {}),
      (c) => replyWith(c, async (db, { dataset }) => ({ versions: await listVersionsOf(db, 'territorial'), dataset })),
    )
    .get(
      '/territorial-list/versions/:version',
      described({
        tag,
        example: '/api/v1/territorial-list/versions/1',
        summary: '属地管理清单的一版，全文 / One version of the territorial list, whole',
        answer: v.object({
          ...listVersionSchema.entries,
          items: v.array(territorialSchema),
          dataset: datasetSchema,
        }),
        problems: [LISTS_PROBLEMS.versionNotFound],
      }),
      checked('param', { version: versionParameter }),
      checked('query', {}),
      (c) =>
        replyWith(c, async (db, { directory, dataset }) => {
          const { list, ...about } = await versionOf(db, 'territorial', c.req.valid('param').version);
          return { ...about, items: list.map((entry) => territorialAnswer(entry, directory)), dataset };
        }),
    )
    .get(
      '/territorial-list/versions/:version/:other',
      described({
        tag,
        example: '/api/v1/territorial-list/versions/1/1',
        summary: '两版比较：加了什么，改了什么，去了什么 / What changed from one version to another',
        answer: v.object({
          from: v.number(),
          to: v.number(),
          ...versionDifferenceSchema.entries,
          dataset: datasetSchema,
        }),
        problems: [LISTS_PROBLEMS.versionNotFound],
      }),
      checked('param', { version: versionParameter, other: versionParameter }),
      checked('query', {}),
      (c) =>
        replyWith(c, async (db, { dataset }) => {
          const { version: from, other: to } = c.req.valid('param');
          return { from, to, ...(await differenceOf(db, 'territorial', from, to)), dataset };
        }),
    )
    .get(
      '/territorial-list/:code',
      described({
        tag,
        example: '/api/v1/territorial-list/D01-008',
        summary: '属地管理清单的一项，也能看以前的一版 / One entry of the territorial list, now or in a version',
        answer: v.object({ ...territorialSchema.entries, version: v.number(), dataset: datasetSchema }),
        problems: [
          LISTS_PROBLEMS.territorialNotFound,
          LISTS_PROBLEMS.versionNotFound,
          LISTS_PROBLEMS.notInVersion,
          LISTS_PROBLEMS.territorialRetired,
        ],
      }),
      checked('param', { code: codeParameter('D01-001') }),
      checked('query', { version: v.optional(versionParameter) }),
      (c) =>
        replyWith(c, async (db, { lists, directory, dataset }) => {
          const { code } = c.req.valid('param');
          const { version } = c.req.valid('query');
          const inForce = lists.versions?.territorial ?? 0;
          if (version === undefined) {
            const entry = findEntry(lists.territorialItems, lists, code, {
              notFound: LISTS_PROBLEMS.territorialNotFound,
              retired: LISTS_PROBLEMS.territorialRetired,
            });
            return { ...territorialAnswer(entry, directory), version: inForce, dataset };
          }
          const entry = (await entriesOf(db, 'territorial', version)).find((one) => one.code === code);
          if (!entry) throw new Problem(LISTS_PROBLEMS.notInVersion);
          return { ...territorialAnswer(entry, directory), version, dataset };
        }),
    );
}
