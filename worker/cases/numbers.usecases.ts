/** Receipt numbers of many cases at once. A number stands in the sealed text of its case and nowhere else. */
import { BrokenSealError, openText, UnknownKeyError, unwrapKey } from '../platform/sealing.ts';
import type { NumberedLine } from './queue.rules.ts';
import type { SealedLine } from './queue.store.ts';
import type { Matter } from './submission.rules.ts';
import type { CaseWorld } from './world.usecases.ts';

/** @throws UnknownKeyError, BrokenSealError */
async function numberOf(keys: CaseWorld['keys'], { id, wrappedKey, matter }: SealedLine): Promise<string | null> {
  if (wrappedKey === null || matter === null) return null;
  const dataKey = await unwrapKey(keys, wrappedKey, id);
  return (JSON.parse(await openText(dataKey, matter, `case_record|matter|${id}`)) as Matter).number;
}

/** The lines with their numbers; what they were sealed in goes no further. */
export async function openNumbers(
  { keys }: Pick<CaseWorld, 'keys'>,
  lines: readonly SealedLine[],
): Promise<NumberedLine[]> {
  const failed: string[] = [];
  const numbered = await Promise.all(
    lines.map(async (sealed) => {
      const { wrappedKey: _, matter: __, ...line } = sealed;
      const number = await numberOf(keys, sealed).catch((error: unknown) => {
        if (!(error instanceof BrokenSealError || error instanceof UnknownKeyError)) throw error;
        failed.push(error.name);
        return null;
      });
      return { ...line, number };
    }),
  );
  // A case that does not open keeps nobody from all the others. Its own page raises the alarm.
  if (failed.length > 0)
    console.error(JSON.stringify({ event: 'numbers-sealed', classes: [...new Set(failed)], count: failed.length }));
  return numbered;
}
