import type { Database } from '../platform/database.ts';
import type { SearchKnowledge } from './search.contract.ts';
import type { LearntWords } from './search.rules.ts';
import { searchParts } from './search.table.ts';
import type { SoundTable } from './sound.rules.ts';

export interface LearntSearch {
  words: LearntWords[];
  knowledge: SearchKnowledge;
  sounds: SoundTable;
}

/** Reads three rows. */
export async function readLearntSearch(db: Database): Promise<LearntSearch> {
  const rows = await db.select().from(searchParts);
  const part = (name: string): unknown => JSON.parse(rows.find((row) => row.part === name)?.json ?? 'null');
  return {
    words: (part('words') ?? []) as LearntWords[],
    knowledge: (part('knowledge') ?? {
      emergencies: [],
      calm: [],
      elsewhere: [],
      hints: '',
      proofs: [],
      events: [],
    }) as SearchKnowledge,
    sounds: (part('sounds') ?? {}) as SoundTable,
  };
}
