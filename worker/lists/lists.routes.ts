import { Hono } from 'hono';
import * as v from 'valibot';
import type { Directory } from '../directory/directory.contract.ts';
import { findTownship, findVillage } from '../directory/directory.usecases.ts';
import { type Dataset, datasetSchema, pageSchema } from '../platform/dataset.contract.ts';
import {
  checked,
  cursorParameter,
  described,
  type HonoEnv,
  limitParameter,
  type PublicContent,
  pageOf,
  reply,
  textParameter,
  townshipParameter,
  written,
} from '../platform/http.ts';
import { Problem } from '../platform/problem.ts';
import { guideAnswer, itemSummary } from './guide.rules.ts';
import { guideSchema, itemSummarySchema, type Lists, powerSchema, territorialSchema } from './lists.contract.ts';
import { LISTS_PROBLEMS } from './lists.errors.ts';
import { findEntry } from './lists.usecases.ts';
import { territorialAnswer } from './territorial.rules.ts';
import { codeParameter, versionsRoutes } from './versions.routes.ts';

const itemsTag = '办事指南 / Service items';
const listsTag = '清单 / Lists';
const paging = { limit: limitParameter(100), cursor: cursorParameter };
const nameParameter = (what: string) => v.optional(written(/^.{1,30}$/, what));
const domainParameter = nameParameter('领域的名称，如 民政 / name of a domain');

export function listsRoutes(published: PublicContent<{ directory: Directory; lists: Lists; dataset: Dataset }>) {
  return new Hono<HonoEnv>()
    .route('/', versionsRoutes(published))
    .get(
      '/items',
      described({
        tag: itemsTag,
        example: '/api/v1/items?level=township&q=%E4%BD%8E%E4%BF%9D',
        summary: '186 个镇街事项、53 个村级事项 / Service items, filtered and paged',
        answer: pageSchema(itemSummarySchema),
      }),
      checked('query', {
        level: v.optional(v.picklist(['township', 'village'], '只能是 township 或 village / township or village')),
        domain: domainParameter,
        q: v.optional(textParameter),
        ...paging,
      }),
      (c) => {
        const { level, domain, q, limit, cursor } = c.req.valid('query');
        return reply(c, published, ({ lists, dataset }) => {
          const found = lists.serviceItems.filter(
            (item) =>
              (level === undefined || item.level === level) &&
              (domain === undefined || item.domain === domain) &&
              (q === undefined || [item.name, ...item.aliases].some((name) => name.includes(q))),
          );
          return { ...pageOf(found.map(itemSummary), limit, cursor), dataset };
        });
      },
    )
    .get(
      '/items/:code',
      described({
        tag: itemsTag,
        example: '/api/v1/items/T001?township=370883101',
        summary: '一个事项的办事指南 / The whole guide of an item, with the responsible office of a township',
        answer: v.object({ ...guideSchema.entries, dataset: datasetSchema }),
        problems: [LISTS_PROBLEMS.itemNotFound, LISTS_PROBLEMS.itemRetired, LISTS_PROBLEMS.villageNeedsTownship],
      }),
      checked('param', { code: codeParameter('T001') }),
      checked('query', {
        township: v.optional(townshipParameter),
        village: v.optional(
          written(
            /^\d{12}$/,
            '村（社区）的 12 位编号，见 /api/v1/townships/{code}/villages / code of a village, 12 digits',
          ),
        ),
      }),
      (c) => {
        const { code } = c.req.valid('param');
        const { township, village } = c.req.valid('query');
        return reply(c, published, ({ lists, directory, dataset }) => {
          if (village !== undefined && township === undefined) throw new Problem(LISTS_PROBLEMS.villageNeedsTownship);
          const item = findEntry(lists.serviceItems, lists, code, {
            notFound: LISTS_PROBLEMS.itemNotFound,
            retired: LISTS_PROBLEMS.itemRetired,
          });
          const place = {
            township: township === undefined ? null : findTownship(directory, township),
            village: village === undefined || township === undefined ? null : findVillage(directory, township, village),
          };
          return { ...guideAnswer(item, lists, directory, place), dataset };
        });
      },
    )
    .get(
      '/territorial-list',
      described({
        tag: listsTag,
        example: '/api/v1/territorial-list',
        summary: '属地管理清单，16 个领域 98 项 / The territorial list: lead, cooperating and supporting duties',
        answer: pageSchema(territorialSchema),
      }),
      checked('query', { domain: domainParameter, ...paging }),
      (c) => {
        const { domain, limit, cursor } = c.req.valid('query');
        return reply(c, published, ({ lists, directory, dataset }) => {
          const found = lists.territorialItems.filter((entry) => domain === undefined || entry.domain === domain);
          return {
            ...pageOf(
              found.map((entry) => territorialAnswer(entry, directory)),
              limit,
              cursor,
            ),
            dataset,
          };
        });
      },
    )
    .get(
      '/power-list',
      described({
        tag: listsTag,
        example: '/api/v1/power-list?for=town',
        summary: '权责清单：镇 141 项、街道 97 项 / The power list of towns or of subdistricts',
        answer: pageSchema(powerSchema),
      }),
      checked('query', {
        for: v.optional(
          v.picklist(['town', 'subdistrict'], '只能是 town(镇)或 subdistrict(街道) / town or subdistrict'),
        ),
        category: nameParameter('权力类别的名称，如 行政许可 / name of a category'),
        ...paging,
      }),
      (c) => {
        const { for: kind, category, limit, cursor } = c.req.valid('query');
        return reply(c, published, ({ lists, dataset }) => {
          const found = lists.powerItems.filter(
            (item) =>
              (kind === undefined || (kind === 'town' ? item.appliesToTowns : item.appliesToSubdistricts)) &&
              (category === undefined || item.category === category),
          );
          return { ...pageOf(found, limit, cursor), dataset };
        });
      },
    );
}
