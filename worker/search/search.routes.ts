import { Hono } from 'hono';
import * as v from 'valibot';
import type { Directory, OfficeAnswer } from '../directory/directory.contract.ts';
import { DIRECTORY_PROBLEMS } from '../directory/directory.errors.ts';
import { findTownship } from '../directory/directory.usecases.ts';
import { openDatabase } from '../platform/database.ts';
import type { Dataset } from '../platform/dataset.contract.ts';
import { countsUnanswered } from '../platform/env.ts';
import {
  afterAnswer,
  checked,
  described,
  type HonoEnv,
  limitParameter,
  type PublicContent,
  reply,
  townshipParameter,
} from '../platform/http.ts';
import { ask, type SearchEngine } from './ask.rules.ts';
import { searchAnswerSchema } from './search.contract.ts';
import { MAX_QUERY_LENGTH, type SearchEntry } from './search.rules.ts';
import { unansweredRoutes } from './unanswered.routes.ts';
import { isUnanswered } from './unanswered.rules.ts';
import { UnansweredCounter } from './unanswered.usecases.ts';

const KIND_OF = { item: 'item', appeal: 'territorial' } as const;
const EMERGENCY_NAMES = { '110': '报警', '119': '火警和救援', '120': '急救' } as const;

/** What the search answers from; put together where the lists are known. */
export interface SearchContent {
  engine: SearchEngine<SearchEntry>;
  directory: Directory;
  dataset: Dataset;
  /** The responsible office of an item in a township, null when there is none. */
  officeOf(townshipCode: string, itemCode: string): OfficeAnswer | null;
}

export function searchRoutes(published: PublicContent<SearchContent>) {
  const counter = new UnansweredCounter();
  return new Hono<HonoEnv>().route('/', unansweredRoutes(counter)).get(
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
    async (c) => {
      let hasNoAnswer = false;
      const { q, kind, township, limit } = c.req.valid('query');
      const read = ({ engine, directory, dataset, officeOf }: SearchContent) => {
        const code = township === undefined ? null : findTownship(directory, township).code;
        const answer = ask(engine, q.toWellFormed(), engine.index.entries.length);
        const { emergency, caution, proof, outOfScope, event } = answer;
        hasNoAnswer = isUnanswered(answer, answer.hits);
        const special = { score: 0, office: null };
        const hits = answer.hits
          .filter((hit) => kind === 'all' || hit.entry.kind === KIND_OF[kind])
          .map(({ entry, score, matchedName }) => ({
            kind: entry.kind,
            code: entry.code,
            name: entry.name,
            score: Math.round(score * 1000) / 1000,
            matchedName,
            office: code === null || entry.kind !== 'item' ? null : officeOf(code, entry.code),
          }));
        return {
          hits: [
            ...(emergency
              ? [
                  {
                    ...special,
                    kind: 'emergency',
                    code: emergency.dial,
                    name: EMERGENCY_NAMES[emergency.dial],
                    matchedName: '',
                  },
                ]
              : []),
            ...(proof ? [{ ...special, kind: 'proof', code: '', name: proof.name, matchedName: proof.where }] : []),
            ...hits,
          ].slice(0, limit),
          caution,
          outOfScope: outOfScope !== null,
          elsewhere: outOfScope?.topic ? outOfScope : null,
          event,
          correctedQuery: null,
          queryCut: q.length > MAX_QUERY_LENGTH,
          dataset,
        };
      };
      // What people ask is not kept, not even in memory: only what may be of a query without an answer, where that is on.
      const response = await reply(c, published, read, { keep: false });
      if (hasNoAnswer && countsUnanswered(c.env))
        afterAnswer(c, () => counter.count(openDatabase(c.env.DB), q, Date.now()));
      return response;
    },
  );
}
