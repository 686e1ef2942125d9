/**
 * npm run bench:search    how well and how fast the search answers, beside the libraries one could drop in instead
 * Exit code 1 when a bar is missed. The bars are on the measured set, which nobody looks at while tuning.
 */
import { join } from 'node:path';
import { loadContent } from '../../tasks/catalogue.ts';
import { root } from '../../tasks/environment.mjs';
import { loadSearchEngine } from '../../tasks/search-engine.ts';
import type { EmbedIndex, EmbedMore } from '../../worker/catalogue/embed.contract.ts';
import { ask, buildEngine } from '../../worker/search/ask.rules.ts';
import type { SoundTable } from '../../worker/search/sound.rules.ts';
import { brotli, buildTime, engineBytes, queryTimes } from './search-cost.ts';
import { askedOf, askedOfLibrary, listedOf, rankingOf } from './search-engine.ts';
import {
  flexSearch,
  flexSearchOfCharacters,
  type Indexed,
  type Library,
  learntWords,
  miniSearch,
  miniSearchOfPairs,
  sqliteTrigram,
  wordsOfCatalogue,
} from './search-libraries.ts';
import { type Quality, qualityOf } from './search-measure.ts';
import { readQueries } from './search-queries.ts';
import { type Contender, contendersShown, qualityShown } from './search-shown.ts';
import { atLeast, atMost, isMissed, type Measure, report, table } from './table.ts';

const { engine, files } = loadSearchEngine();
const entries = listedOf(engine);
const shipped = (name: string): unknown => JSON.parse(new TextDecoder().decode(files[name]));
const sounds = shipped('sounds.json') as SoundTable;
const index = shipped('index.json') as EmbedIndex;
const more = shipped('more.json') as EmbedMore;
const measured = readQueries('measured');
const texts = measured.map(({ query }) => query);

const quality = qualityOf(askedOf(engine), measured);
console.log(`\n${qualityShown('tuning set', qualityOf(askedOf(engine), readQueries('tuning')))}`);
console.log(`\n${qualityShown('measured set', quality)}`);

const own: Contender = {
  name: 'One Window',
  quality,
  build: buildTime(() => buildEngine(entries, engine.knowledge, sounds)),
  times: queryTimes((query) => ask(engine, query, 10), texts),
};
const ranking: Contender = {
  name: '… before it refuses',
  quality: qualityOf(rankingOf(engine), measured),
  build: own.build,
  times: queryTimes((query) => ask(engine, query, 10), texts),
};

function contend(words: readonly Indexed[], build: (words: readonly Indexed[]) => Library): Contender {
  const library = build(words);
  return {
    name: library.name,
    quality: qualityOf(askedOfLibrary(library), measured),
    build: buildTime(() => build(words)),
    times: queryTimes((query) => library.rank(query).slice(0, 10), texts),
  };
}

const words = wordsOfCatalogue(loadContent(join(root, 'catalogue')));
// As one would drop them in, and as strong as we could make them: the same bar for both.
const libraries = [miniSearchOfPairs, miniSearch, flexSearchOfCharacters, flexSearch, sqliteTrigram].map((build) =>
  contend(words, build),
);
// Shown so that nobody has to wonder.
const shortened = { ...contend(learntWords(entries), miniSearch), name: 'MiniSearch, our learnt words' };
console.log(`\n${contendersShown('measured set', [own, ranking, ...libraries, shortened])}`);

const bytesOf = (...names: string[]) => names.reduce((sum, name) => sum + brotli(files[name] ?? ''), 0);
const percent = (share: number) => share * 100;
const at1 = ({ all }: Quality) => all.within.at1;

const { doors, refused, wronglyRefused, emergencies } = quality;

const measures: Measure[] = [
  atLeast('items recall@1', percent(doors.item.within.at1), 90, ' %'),
  atLeast('items recall@3', percent(doors.item.within.at3), 97, ' %'),
  atLeast('territorial recall@1', percent(doors.territorial.within.at1), 80, ' %'),
  atLeast('territorial recall@3', percent(doors.territorial.within.at3), 93, ' %'),
  atLeast('out of scope refused', percent(refused), 90, ' %'),
  atMost('in scope wrongly refused', percent(wronglyRefused), 2, ' %'),
  atLeast('emergencies recognised', percent(emergencies), 99, ' %'),
  ...libraries.map((library) =>
    atLeast(`recall@1 ahead of ${library.name}`, percent(at1(quality) - at1(library.quality)), 15, ' points'),
  ),
  atMost('data of the items, brotli', brotli(JSON.stringify([index.items, more.hints.items])), 16_000, ' bytes'),
  atMost(
    'data of all entries, brotli',
    bytesOf('index.json') + brotli(JSON.stringify([more.hints, more.territorial])),
    26_000,
    ' bytes',
  ),
  report('other knowledge, brotli', brotli(JSON.stringify(more.knowledge)), ' bytes'),
  atMost('table of sounds, brotli', bytesOf('sounds.json'), 8_000, ' bytes'),
  atMost('engine, brotli', await engineBytes(), 4_000, ' bytes'),
  report('index built in', own.build, ' ms'),
  report('query, p50', own.times.p50, ' µs'),
  atMost('query, p99', own.times.p99, 2_000, ' µs'),
];
console.log(`\n${table('search, measured set', measures)}`);
if (measures.some(isMissed)) process.exitCode = 1;
