import type { EmbedGuides, EmbedIndex } from '#catalogue/embed';
import { forgetData, reload } from '../guide/data.ts';

/**
 * A new release may come out between two requests. The rows of the two files belong together by position only:
 * one old and one new file would show the wrong papers.
 */
export async function agreeing(index: EmbedIndex, guides: EmbedGuides): Promise<[EmbedIndex, EmbedGuides]> {
  if (guides.release === index.release) return [index, guides];
  const fresh = await reload();
  if (fresh[0].release === fresh[1].release) return fresh;
  forgetData();
  throw new Error('release');
}
