/** What this page asks the service for: whole days, so that the service does not learn which hash somebody checks. */
import type { PrintedProof } from '#cases/proof';
import { type DayRecord, daysOf, type PublicKey, recordOf } from './check.ts';

export type Fetched =
  | { state: 'found'; record: DayRecord; key: PublicKey }
  | { state: 'waiting' | 'missing' | 'tree-wrong' | 'signature-wrong' | 'no-network' };

async function ask(path: string): Promise<unknown> {
  const response = await fetch(path, { credentials: 'omit', cache: 'no-cache' });
  if (response.status === 404) return null;
  if (!response.ok) throw new Error('no answer');
  return response.json();
}

export async function fetchRecord(proof: PrintedProof): Promise<Fetched> {
  try {
    let isSigned = false;
    for (const day of daysOf(proof)) {
      const found = (await ask(`/open/trail/${day}`)) as Parameters<typeof recordOf>[1] | null;
      if (found === null) return { state: isSigned ? 'missing' : 'waiting' };
      isSigned = true;
      const record = await recordOf(proof, found);
      if (record === 'tree-wrong') return { state: record };
      if (record === null) continue;
      const { keys } = (await ask('/open/trail/key')) as { keys: PublicKey[] };
      const key = keys.filter(({ kid }) => kid === record.kid)[0];
      return key ? { state: 'found', record, key } : { state: 'signature-wrong' };
    }
    return { state: 'missing' };
  } catch {
    return { state: 'no-network' };
  }
}
