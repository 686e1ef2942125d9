import { Hono } from 'hono';
import * as v from 'valibot';
import { DIRECTORY_PROBLEMS } from '../directory/directory.errors.ts';
import { findTownship } from '../directory/directory.usecases.ts';
import {
  checked,
  described,
  type HonoEnv,
  limitParameter,
  type PublicContent,
  reply,
  townshipParameter,
} from '../platform/http.ts';
import { type SearchContent, searchAnswerSchema } from './search.contract.ts';
import { MAX_QUERY_LENGTH, search } from './search.rules.ts';

const KIND_OF = { item: 'item', appeal: 'territorial' } as const;

export function searchRoutes(published: PublicContent<SearchContent>) {
  return new Hono<HonoEnv>().get(
    '/search',
    described({
      tag: '查找 / Search',
      example: '/api/v1/search?q=%E4%BD%8E%E4%BF%9D&township=370883101',
      summary: '用平常的话找事项和“谁来管” / Items and territorial entries by everyday words',
      answer: searchAnswerSchema,
      problems: [DIRECTORY_PROBLEMS.townshipNotFound],
    }),
    checked('query', {
      q: v.pipe(v.string(), v.description('要找的词，如 低保；只读前 60 个字 / words to look for')),
      kind: v.optional(
        v.picklist(['item', 'appeal', 'all'], '只能是 item、appeal 或 all / item, appeal or all'),
        'all',
      ),
      township: v.optional(townshipParameter),
      limit: limitParameter(10),
    }),
    (c) => {
      const { q, kind, township, limit } = c.req.valid('query');
      const read = ({ index, directory, dataset, officeOf }: SearchContent) => {
        const code = township === undefined ? null : findTownship(directory, township).code;
        const hits = search(index, q.toWellFormed(), index.entries.length)
          .filter((hit) => kind === 'all' || hit.entry.kind === KIND_OF[kind])
          .slice(0, limit);
        return {
          hits: hits.map(({ entry, score, matchedName }) => ({
            kind: entry.kind,
            code: entry.code,
            name: entry.names[0] ?? '',
            score: Math.round(score * 1000) / 1000,
            matchedName,
            office: code === null || entry.kind !== 'item' ? null : officeOf(code, entry.code),
          })),
          outOfScope: false,
          correctedQuery: null,
          queryCut: q.length > MAX_QUERY_LENGTH,
          dataset,
        };
      };
      // What people ask is not kept, not even in memory.
      return reply(c, published, read, { keep: false });
    },
  );
}
