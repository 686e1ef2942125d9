import type { EmbedIndex } from '#catalogue/embed';
import { type DataFiles, forgetData, load } from '../guide/data.ts';

/**
 * A new release may come out between two requests. The rows of the files belong together by position only:
 * one old and one new file would show the wrong papers.
 */
export async function agreeing<Name extends 'more' | 'guides'>(
  index: EmbedIndex,
  name: Name,
  file: DataFiles[Name],
): Promise<[EmbedIndex, DataFiles[Name]]> {
  if (file.release === index.release) return [index, file];
  forgetData();
  const fresh = await Promise.all([load('index', true), load(name, true)]);
  if (fresh[0].release === fresh[1].release) return fresh;
  forgetData();
  throw new Error('release');
}
