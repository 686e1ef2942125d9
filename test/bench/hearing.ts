/** What hearing costs a phone: the index of sounds is built between two keys, and after that every key is a query. */
import { join } from 'node:path';
import { root } from '../../tasks/environment.mjs';
import type * as Catalogue from '../../widget/guide/catalogue.ts';
import type { EmbedIndex, EmbedMore, EmbedSounds } from '../../worker/catalogue/embed.contract.ts';
import type * as Ask from '../../worker/search/ask.rules.ts';
import type * as Sound from '../../worker/search/sound.rules.ts';
import { PATHS } from './host-pages.ts';
import { bundled } from './search-cost.ts';
import type { Site } from './site.ts';
import { atMost, type Measure, median, report } from './table.ts';

const ROUNDS = 9;
const BUILD_BAR_MS = 50;
const QUERY_BAR_MS = 10;
const HITS = 24;

/** Short and as long as is read, in every script that is understood. None is from the sets of questions. */
const QUERIES = [
  '低保',
  'sfz',
  'shenfenzheng',
  '孩子刚出生户口咋上',
  'shenqingdibaoxuyaoshenmecailiao',
  '申請殘疾人兩項補貼需要什麼材料',
  '俺村东头那个厂子天天半夜往沟里放黑水没有人管',
  '你好我想咨询一下我母亲今年八十岁了户口在村里但是现在跟着我在外地住她的高龄补贴和养老金资格认证应该去什么地方怎么样办理才好呢',
];

const file = (path: string) => JSON.stringify(join(root, path));
/** The same code as in the widget's bundle, because there it has no names. */
const SOURCE = `
export { ask, buildEngine } from ${file('worker/search/ask.rules.ts')};
export { buildSoundIndex } from ${file('worker/search/sound.rules.ts')};
export { entriesOf } from ${file('widget/guide/catalogue.ts')};`;

declare global {
  interface Window {
    /** What the script above exports. */
    hearing: Pick<typeof Ask, 'ask' | 'buildEngine'> &
      Pick<typeof Sound, 'buildSoundIndex'> &
      Pick<typeof Catalogue, 'entriesOf'>;
  }
}

interface Heard {
  buildMs: number;
  /** Of every query, the first time it was ever asked in its page. */
  queryMs: number[];
}

/** Runs in the page. */
async function hear([embed, queries, limit]: readonly [string, readonly string[], number]): Promise<Heard> {
  const { ask, buildEngine, buildSoundIndex, entriesOf } = window.hearing;
  const read = async <File>(name: string) => (await (await fetch(`${embed}/embed/data/${name}.json`)).json()) as File;
  const [index, more, sounds] = await Promise.all([
    read<EmbedIndex>('index'),
    read<EmbedMore>('more'),
    read<EmbedSounds>('sounds'),
  ]);
  const entries = [...entriesOf('item', index.items), ...entriesOf('territorial', more.territorial)];
  const deaf = buildEngine(entries, more.knowledge, {});
  // Sounds are only wanted after a query that characters could not answer.
  ask(deaf, queries[0] ?? '', limit);
  const timed = (work: () => void) => {
    const from = performance.now();
    work();
    return performance.now() - from;
  };
  let engine: typeof deaf = deaf;
  const buildMs = timed(() => {
    engine = { ...deaf, sound: buildSoundIndex(deaf.index, sounds) };
  });
  return { buildMs, queryMs: queries.map((query) => timed(() => ask(engine, query, limit))) };
}

export async function benchHearing(site: Site): Promise<Measure[]> {
  const script = await bundled(SOURCE, { format: 'iife', name: 'hearing' });
  const rounds: Heard[] = [];
  for (let round = 0; round < ROUNDS; round++)
    rounds.push(
      await site.visit({}, async ({ page }) => {
        await page.goto(site.host + PATHS.nothing);
        await page.addScriptTag({ content: script });
        return page.evaluate(hear, [site.embed, QUERIES, HITS] as const);
      }),
    );
  const builds = rounds.map(({ buildMs }) => buildMs);
  const ofQuery = (pick: (times: number[]) => number) =>
    Math.max(...QUERIES.map((_, at) => pick(rounds.map(({ queryMs }) => queryMs[at] as number))));
  const least = (times: number[]) => Math.min(...times);
  return [
    // The quietest rounds: these bars are absolute, and what else runs on the machine only ever adds.
    atMost('index of sounds built in one task', least(builds), BUILD_BAR_MS, ' ms'),
    report('  median of the rounds', median(builds), ' ms'),
    atMost('slowest of the queries, each asked once', ofQuery(least), QUERY_BAR_MS, ' ms'),
    report('  median of the rounds', ofQuery(median), ' ms'),
  ];
}
