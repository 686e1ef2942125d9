// Pure. What a query deserves beside hits: help in an emergency, an honest "not here", several items at once.

import { alarmOdds } from './alarm.rules.ts';
import { decodeHints } from './hints.rules.ts';
import { DIALS, type Dial, type SearchKnowledge, type SpecialAnswers } from './search.contract.ts';
import { normaliseQuery, type SearchEntry, type SearchHit } from './search.rules.ts';

// Fitted to the project's tuning queries: few good hits are refused, and an alarm too many is better than one too few.

/**
 * A matter of other bodies has to weigh so much more than all entries of the lists together; more where much of the
 * question is accounted for, and where it is long: long questions tell circumstances that any entry may share.
 */
const ELSEWHERE = { lead: -5.4, ofCoverage: 1.3, ofLength: 0.4, longest: 15 };
/** An entry that is ahead and accounts for so much of the question is never kept back. */
const SURE_COVERAGE = 0.5;
/**
 * Logarithms of the odds of danger: where it is as good as certain, and where it may be. Of 340 emergencies of two
 * authors, of whom nothing was learnt, 337 are above the second; so are 4 % of plain service questions.
 */
const ALARM = { certain: 0, possible: -3 };
/**
 * What is typed in letters has to lead by so much for an alarm. Of emergencies of up to ten characters in pinyin 94 %
 * then get an alarm or a line, of 120 things that people typed in pinyin for something else none.
 */
const HEARD_LEAD = 0.75;
/** A clerk's word for an emergency counts although everything else together weighs so much more. */
const EMERGENCY_LAG = 2.5;

/** Of scores that are logarithms of chances, as softmax has them: their sum. */
function weightOf(hits: readonly SearchHit[]): number {
  const most = hits[0]?.score ?? 0;
  let sum = hits.length ? 0 : 1;
  for (const { score } of hits) sum += Math.exp(score - most);
  return most + Math.log(sum);
}

const hasAll = (query: string, expression: string): boolean =>
  expression.split(' ').every((part) => query.includes(part));

/** Entries that draw away what is not the townships' work. */
export function specialEntries({ emergencies, elsewhere, hints }: SearchKnowledge): SearchEntry[] {
  const entries = [
    ...emergencies.map(([code, words, lift]) => ({ kind: 'emergency' as const, code, name: '', words, lift })),
    ...elsewhere.map(([name, , words, lift], at) => ({
      kind: 'elsewhere' as const,
      code: String(at),
      name,
      words,
      lift,
    })),
  ];
  const hintsOf = decodeHints(entries.length, hints);
  return entries.map((entry, at) => ({ ...entry, hints: hintsOf[at] ?? '', lift: entry.lift / 100 }));
}

function dangerOf(
  knowledge: SearchKnowledge,
  query: string,
  hits: readonly SearchHit[],
  isEvent: boolean,
): Pick<SpecialAnswers, 'emergency' | 'caution'> {
  const { alarm, calm } = knowledge;
  const emergencies = hits.filter((hit) => hit.entry.kind === 'emergency');
  const others = hits.filter((hit) => hit.entry.kind !== 'emergency');
  const [best] = emergencies;
  const lead = best ? weightOf(emergencies) - weightOf(others) : -Infinity;
  // Letters have no characters to tell danger by: what sounds like a clerk's word for it has to do.
  const isHeard = !/[\u3400-\u9fff]|^1(?:10|19|20)$/.test(query);
  const odds = alarm && !isHeard ? alarmOdds(alarm, query) : lead - HEARD_LEAD;
  const isNamed = best !== undefined && best.matchedName.length > 1;
  const isCertain = odds > ALARM.certain || (isNamed && !isEvent && lead > -EMERGENCY_LAG);
  if (isCertain && !calm.some((word) => query.includes(word)))
    return {
      emergency: { dial: isNamed || isHeard ? (best?.entry.code as Dial) : dialOf(knowledge, query) },
      caution: false,
    };
  return { emergency: null, caution: !isEvent && odds > ALARM.possible };
}

/** The number that most characters tell of; the police where none does. */
function dialOf({ alarm }: SearchKnowledge, query: string): Dial {
  const counts = decodeHints(DIALS.length, alarm?.dials ?? '').map((own, at) =>
    // Whoever has typed the number itself knows which.
    query === DIALS[at] ? 1 : query.split('').filter((char) => own.includes(char)).length,
  );
  return DIALS[counts.indexOf(Math.max(...counts))] as Dial;
}

/**
 * Letters are heard, not read: an entry that holds one of them by chance (D级危房) is found and scores nothing. Whole
 * words of letters (pos机) do count.
 */
const isReal = ({ score, matchedName }: SearchHit): boolean => score !== 0 || matchedName.length > 1;

/** Whose work it is instead, `{ topic: '' }` when nothing fits; null when an entry of the lists does. */
function elsewhereOf(
  { elsewhere }: SearchKnowledge,
  query: string,
  hits: readonly SearchHit[],
): SpecialAnswers['outOfScope'] {
  const own = hits.filter((hit) => hit.entry.kind === 'item' || hit.entry.kind === 'territorial');
  const others = hits.filter((hit) => hit.entry.kind === 'elsewhere');
  if (query.length > 1 && !own.some(isReal) && !others.some(isReal)) return { topic: '', where: '' };
  // Letters are too few to tell matters apart by.
  if (query.length < 2 || /[a-z]{2}/.test(query)) return null;
  const best = others[0];
  const isAhead = (own[0]?.score ?? 0) > (best?.score ?? 0);
  if (isAhead && (own[0]?.coverage ?? 0) > SURE_COVERAGE) return null;
  const { lead, ofCoverage, ofLength, longest } = ELSEWHERE;
  const needed = lead + ofCoverage * (own[0]?.coverage ?? 0) + ofLength * Math.min(query.length, longest);
  if (weightOf(others) - weightOf(own) < needed) return null;
  // Named only where it is ahead: otherwise all that is known is that nothing fits.
  const [topic, where] = (best && !isAhead && elsewhere[Number(best.entry.code)]) || ['', ''];
  return { topic, where };
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
  const asksForMore = named(knowledge.eventMarkers ?? []);
  const event =
    knowledge.events.find(([, words]) => named(words)) ??
    knowledge.events.find(([, , , tells]) => asksForMore && named(tells ?? []));
  // "老伴走了" tells of a death, not of somebody who is missing.
  const elsewhere = proof || event ? null : elsewhereOf(knowledge, query, hits);
  const { emergency, caution } = dangerOf(knowledge, query, hits, event !== undefined);
  return {
    emergency,
    caution,
    proof: proof ? { name: proof[0], where: proof[1] } : null,
    outOfScope: emergency ? null : elsewhere,
    event: event ? { name: event[0], codes: event[2] } : null,
  };
}
