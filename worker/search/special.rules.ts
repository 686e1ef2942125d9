// Pure. What a query deserves beside hits: help in an emergency, an honest "not here", several items at once.

import type { Dial, SearchKnowledge, SpecialAnswers } from './search.contract.ts';
import { normaliseQuery, type SearchEntry, type SearchHit } from './search.rules.ts';

// Fitted to the project's tuning queries: few good hits are refused, and an alarm too many is better than one too few.

/** By how much a matter of other bodies must be ahead of the best entry of the lists. */
const ELSEWHERE_LEAD = 0.3;
/** Weaker than this in both, the best hit is noise, and saying so is kinder. */
const NOISE = { score: 2, coverage: 0.25 };
/** An emergency counts although something else is ahead by so much; by more where a whole expression was used. */
const EMERGENCY_LAG = 0.6;
const EMERGENCY_LAG_OF_EXPRESSION = 2;

const hasAll = (query: string, expression: string): boolean =>
  expression.split(' ').every((part) => query.includes(part));

/** Entries that draw away what is not the townships' work. */
export function specialEntries({ emergencies, elsewhere }: SearchKnowledge): SearchEntry[] {
  return [
    ...emergencies.map(
      ([dial, words, lift]): SearchEntry => ({ kind: 'emergency', code: dial, name: '', words, lift: lift / 100 }),
    ),
    ...elsewhere.map(
      ([topic, , words, lift], at): SearchEntry => ({
        kind: 'elsewhere',
        code: String(at),
        name: topic,
        words,
        lift: lift / 100,
      }),
    ),
  ];
}

function emergencyOf(
  { calm }: SearchKnowledge,
  query: string,
  hits: readonly SearchHit[],
): SpecialAnswers['emergency'] {
  if (calm.some((word) => query.includes(word))) return null;
  const emergency = hits.find((hit) => hit.entry.kind === 'emergency');
  const other = hits.find((hit) => hit.entry.kind !== 'emergency');
  if (!emergency) return null;
  const lag = (other?.score ?? 0) - emergency.score;
  const allowed = emergency.matchedName.length > 1 ? EMERGENCY_LAG_OF_EXPRESSION : EMERGENCY_LAG;
  return lag < allowed ? { dial: emergency.entry.code as Dial } : null;
}

/** Whose work it is instead, `{ topic: '' }` when nothing fits; null when an entry of the lists does. */
function elsewhereOf(
  { elsewhere }: SearchKnowledge,
  query: string,
  hits: readonly SearchHit[],
): SpecialAnswers['outOfScope'] {
  const own = hits.find((hit) => hit.entry.kind === 'item' || hit.entry.kind === 'territorial');
  const other = hits.find((hit) => hit.entry.kind === 'elsewhere');
  // Letters are too few to tell matters apart by.
  const isSpelt = /[a-z]{2}/.test(query);
  if (other && !isSpelt && other.score > (own?.score ?? 0) + ELSEWHERE_LEAD) {
    const [topic, where] = elsewhere[Number(other.entry.code)] ?? ['', ''];
    return { topic, where };
  }
  const isNoise = !own || (own.score < NOISE.score && own.coverage < NOISE.coverage);
  return query.length > 1 && isNoise ? { topic: '', where: '' } : null;
}

/** @param hits best first, special entries among them, from the same query */
export function specialAnswers(
  knowledge: SearchKnowledge,
  rawQuery: string,
  hits: readonly SearchHit[],
): SpecialAnswers {
  const query = normaliseQuery(rawQuery);
  const named = (words: readonly string[]) => words.some((word) => hasAll(query, word));
  const proof = knowledge.proofs.find(([, , words]) => named(words));
  const event = knowledge.events.find(([, words]) => named(words));
  // "老伴走了" tells of a death, not of somebody who is missing.
  const emergency = event ? null : emergencyOf(knowledge, query, hits);
  return {
    emergency,
    proof: proof ? { name: proof[0], where: proof[1] } : null,
    outOfScope: emergency || proof || event ? null : elsewhereOf(knowledge, query, hits),
    event: event ? { name: event[0], codes: event[2] } : null,
  };
}
