/** The search as it is shipped, put together from the catalogue on this machine: for tests and benches. */
import { join } from 'node:path';
import { listedEntries } from '../widget/pages/entries.ts';
import { embedFilesOf } from '../worker/catalogue/embed.rules.ts';
import { buildEngine, type SearchEngine } from '../worker/search/ask.rules.ts';
import type { SearchEntry } from '../worker/search/search.rules.ts';
import { loadCatalogue } from './catalogue.ts';
import { root } from './environment.mjs';

export function loadSearchEngine(): { engine: SearchEngine<SearchEntry>; files: Record<string, Uint8Array> } {
  const { content, learnt } = loadCatalogue(join(root, 'catalogue'));
  const { index, more, sounds } = embedFilesOf(content, learnt, 'bench');
  const entries = listedEntries(index, more);
  const encoder = new TextEncoder();
  const files = { 'index.json': index, 'more.json': more, 'sounds.json': sounds };
  return {
    engine: buildEngine(entries, more.knowledge, sounds),
    files: Object.fromEntries(
      Object.entries(files).map(([name, data]) => [name, encoder.encode(JSON.stringify(data))]),
    ),
  };
}
