import type { EmbedGuides, EmbedIndex } from '#catalogue/embed';
import { EMBED_FORMAT } from '#catalogue/embed';
import type { OneWindowGlobal } from '../loader/global.ts';
import type { Messages } from './messages.ts';

/** `network`: no answer at all, `data`: an answer that cannot be used. They need different advice. */
export type Failure = 'network' | 'data';

const PATIENCE_MS = 20_000;

// Kept before host scripts that run later can replace it.
const pristineFetch = window.fetch;

let indexLoad: Promise<EmbedIndex> | undefined;
let guidesLoad: Promise<EmbedGuides> | undefined;

const own = () => window.OneWindow as OneWindowGlobal;

/** fetch() rejects with a TypeError when no answer came; every other failure here is a bad answer. */
export const failureOf = (reason: unknown): Failure => (reason instanceof TypeError ? 'network' : 'data');

function read<T>(path: string, cache: RequestCache): Promise<T> {
  const answer = pristineFetch.call(window, own().base + path, { cache }).then((response) => {
    if (!response.ok) throw new Error(`${path} ${response.status}`);
    // Not JSON.parse: pages replace it.
    return response.json() as Promise<T>;
  });
  // A village's mobile network can leave a request hanging for minutes.
  const patience = new Promise<T>((_, reject) => setTimeout(reject, PATIENCE_MS, new TypeError('no answer')));
  return Promise.race([answer, patience]);
}

/** The network first; without it whatever copy the device still has, however old. */
const readAny = <T>(path: string): Promise<T> =>
  read<T>(path, 'default').catch((reason) => {
    if (failureOf(reason) === 'data') throw reason;
    return read<T>(path, 'force-cache');
  });

function usable(index: EmbedIndex): EmbedIndex {
  if (index.format !== EMBED_FORMAT) throw new Error('format');
  return index;
}

/** Loaded once for all widgets of the page; a failed load is forgotten, so that calling again tries again. */
export function loadIndex(): Promise<EmbedIndex> {
  indexLoad ??= own()
    .index.catch(() => readAny<EmbedIndex>('/embed/data/index.json'))
    .then(usable);
  indexLoad.catch(() => {
    indexLoad = undefined;
  });
  return indexLoad;
}

export function loadGuides(): Promise<EmbedGuides> {
  guidesLoad ??= readAny<EmbedGuides>('/embed/data/guides.json');
  guidesLoad.catch(() => {
    guidesLoad = undefined;
  });
  return guidesLoad;
}

/** Both files anew, past every cache. */
export function reload(): Promise<[EmbedIndex, EmbedGuides]> {
  indexLoad = read<EmbedIndex>('/embed/data/index.json', 'reload').then(usable);
  guidesLoad = read<EmbedGuides>('/embed/data/guides.json', 'reload');
  return Promise.all([indexLoad, guidesLoad]);
}

export const loadMessages = (language: string): Promise<Messages> =>
  readAny<Messages>(`/embed/v${own().version}/${language}.json`);

/** Drops what was loaded: the next call asks again. */
export function forgetData(): void {
  indexLoad = guidesLoad = undefined;
}
