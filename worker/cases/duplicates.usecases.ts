/** Cases that may tell of the same matter: found by place, entry and time, then by comparing a few texts. */
import { openText, unwrapKey } from '../platform/sealing.ts';
import { ALIKE, alike, bigramsOf, candidates } from './duplicates.rules.ts';
import type { QueueLine } from './queue.rules.ts';
import { readNeighbours, readSealed } from './queue.store.ts';
import type { OpenedCase } from './reading.usecases.ts';
import type { Matter } from './submission.rules.ts';
import type { Viewer } from './viewer.rules.ts';
import type { CaseWorld } from './world.usecases.ts';

/** Lines that are looked through for neighbours. */
const MOST_LOOKED = 200;

export interface Duplicate {
  line: QueueLine;
  number: string;
  /** 0 to 1. */
  likeness: number;
}

/**
 * Texts are compared by the machine and shown to nobody: there is no read to log until somebody opens one.
 * @returns the likest first; empty for who may not read texts
 */
export async function findDuplicates(
  world: CaseWorld,
  viewer: Viewer,
  { row, matter }: Pick<OpenedCase, 'row' | 'matter'>,
): Promise<Duplicate[]> {
  if (matter === null) return [];
  const neighbours = await readNeighbours(world.db, viewer, row.townshipCode, row.id, MOST_LOOKED);
  const near = candidates(row, neighbours);
  const own = bigramsOf(`${matter.place} ${matter.text}`);
  const sealed = await readSealed(
    world.db,
    viewer,
    near.map(({ id }) => id),
  );
  const compared = await Promise.all(
    near.map(async (line): Promise<Duplicate | null> => {
      const found = sealed.get(line.id);
      if (found === undefined) return null;
      const dataKey = await unwrapKey(world.keys, found.wrappedKey, line.id);
      const other = JSON.parse(await openText(dataKey, found.matter, `case_record|matter|${line.id}`)) as Matter;
      return { line, number: other.number, likeness: alike(own, bigramsOf(`${other.place} ${other.text}`)) };
    }),
  );
  return compared
    .filter((one): one is Duplicate => one !== null && one.likeness >= ALIKE)
    .sort((a, b) => b.likeness - a.likeness);
}
