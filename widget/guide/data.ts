import type { EmbedGuides, EmbedIndex, EmbedMore, EmbedSounds } from '#catalogue/embed';
import { EMBED_FORMAT } from '#catalogue/embed';
import type { OneWindowGlobal } from '../loader/global.ts';
import type { Messages } from './messages.ts';

/** `network`: no answer at all, `data`: an answer that cannot be used. They need different advice. */
export type Failure = 'network' | 'data';

const PATIENCE_MS = 15_000;

// Kept before host scripts that run later can replace it.
const pristineFetch = window.fetch;

/** One request for all widgets of the page. */
const loads = new Map<string, Promise<unknown>>();

const own = () => window.OneWindow as OneWindowGlobal;

/** fetch() rejects with a TypeError when no answer came; every other failure here is a bad answer. */
export const failureOf = (reason: unknown): Failure => (reason instanceof TypeError ? 'network' : 'data');

/** A village's mobile network can leave a request hanging for minutes. */
const patiently = <T>(answer: Promise<T>): Promise<T> =>
  Promise.race([answer, new Promise<T>((_, reject) => setTimeout(reject, PATIENCE_MS, new TypeError('no answer')))]);

function read<T>(path: string, cache: RequestCache): Promise<T> {
  const answer = pristineFetch.call(window, own().base + path, { cache }).then((response) => {
    if (!response.ok) throw new Error(`${path} ${response.status}`);
    // Not JSON.parse: pages replace it.
    return response.json() as Promise<T>;
  });
  return patiently(answer);
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

/** The files under /embed/data/ and what they hold. */
export interface DataFiles {
  index: EmbedIndex;
  more: EmbedMore;
  guides: EmbedGuides;
  sounds: EmbedSounds;
}

/**
 * Loaded once for all widgets of the page; a failed load is forgotten, so that calling again tries again.
 * @param isAnew past every cache
 */
export function load<Name extends keyof DataFiles>(name: Name, isAnew = false): Promise<DataFiles[Name]> {
  let file = loads.get(name) as Promise<DataFiles[Name]> | undefined;
  if (!file || isAnew) {
    const path = `/embed/data/${name}.json`;
    const any = () => readAny<DataFiles[Name]>(path);
    if (isAnew) file = read(path, 'reload');
    else file = name === 'index' ? patiently(own().index as Promise<DataFiles[Name]>).catch(any) : any();
    if (name === 'index') file = (file as Promise<EmbedIndex>).then(usable) as Promise<DataFiles[Name]>;
    loads.set(name, file);
    file.catch(() => loads.delete(name));
  }
  return file;
}

export const loadMessages = (language: string): Promise<Messages> =>
  readAny<Messages>(`/embed/v${own().version}/${language}.json`);

/** Drops what was loaded: the next call asks again. */
export const forgetData = (): void => loads.clear();
