// How well questions are answered. Knows no engine: anything that ranks codes can be measured.
import type { SearchEntry } from '../../worker/search/search.rules.ts';
import { DOORS, type Door, doorOf, type Query } from './search-queries.ts';

/** What an engine says to one question. */
export interface Said {
  /** Best first, both doors mixed. */
  hits: readonly { kind: SearchEntry['kind']; code: string }[];
  isRefused: boolean;
  dial: string | null;
  /** The three numbers stand above the answer because somebody may be in danger. */
  isCautioned: boolean;
  eventCodes: readonly string[];
}

export type Asked = (query: string) => Said;

export interface Recall {
  count: number;
  /** Share of questions with a right answer on top, and among the first three. */
  at1: number;
  at3: number;
  /** Mean of 1 / place of the first right answer. */
  mrr: number;
}

export interface Quality {
  /** Kind of question → recall, each behind the door of its answer. */
  kinds: Map<string, Recall>;
  doors: Record<Door, { within: Recall; oneBox: Recall }>;
  /** All questions with an answer in the lists. */
  all: { within: Recall; oneBox: Recall };
  /** Shares, NaN where the set has no such question. */
  refused: number;
  wronglyRefused: number;
  /** Numbers to dial come first: as an alarm, or as a quiet line. */
  emergencies: number;
  /** … as an alarm. */
  alarmed: number;
  /** … with the right number, all of them among the alarms. */
  rightNumber: number;
  /** Alarms, and quiet lines beside them, where nobody is in danger. */
  false: Record<Harmless, { alarms: number; cautions: number }>;
  events: number;
  /** A bundle above questions of either door that are no life event. */
  falseEvents: number;
}

/** What only sounds like danger; plain questions behind the two doors; what is elsewhere. */
export const HARMLESS = ['not-emergency', 'item', 'territorial', 'out_of_scope'] as const;
export type Harmless = (typeof HARMLESS)[number];

/** One question of the lists and the places, from 1, of its first right answer; Infinity when there is none. */
export interface Placed {
  query: Query;
  door: Door;
  within: number;
  oneBox: number;
  said: Said;
}

const share = (part: number, whole: number): number => (whole === 0 ? Number.NaN : part / whole);
const placeOf = (codes: readonly string[], { accepted }: Query): number => {
  const at = codes.findIndex((code) => accepted.has(code));
  return at < 0 ? Number.POSITIVE_INFINITY : at + 1;
};

export function placedOf(asked: Asked, queries: readonly Query[]): Placed[] {
  return queries.flatMap((query) => {
    const door = doorOf(query);
    if (door === null) return [];
    const said = asked(query.query);
    const codesOf = (hits: Said['hits']) => hits.map((hit) => hit.code);
    const within = placeOf(codesOf(said.hits.filter((hit) => hit.kind === door)), query);
    return [{ query, door, within, oneBox: placeOf(codesOf(said.hits), query), said }];
  });
}

function recallOf(places: readonly number[]): Recall {
  const upTo = (last: number) => places.filter((place) => place <= last).length;
  return {
    count: places.length,
    at1: share(upTo(1), places.length),
    at3: share(upTo(3), places.length),
    mrr: share(
      places.reduce((sum, place) => sum + 1 / place, 0),
      places.length,
    ),
  };
}

const bothOf = (placed: readonly Placed[]) => ({
  within: recallOf(placed.map(({ within }) => within)),
  oneBox: recallOf(placed.map(({ oneBox }) => oneBox)),
});

export function qualityOf(asked: Asked, queries: readonly Query[]): Quality {
  const placed = placedOf(asked, queries);
  const ofKind = (kind: string) => queries.filter((query) => query.kind === kind);
  const saidTo = (kind: string) => ofKind(kind).map((query) => ({ query, said: asked(query.query) }));
  const outside = saidTo('out_of_scope');
  const emergencies = saidTo('emergency');
  const harmless = (which: Harmless) =>
    queries
      .filter((query) =>
        which === 'item' || which === 'territorial'
          ? doorOf(query) === which && query.kind !== 'not-emergency'
          : query.kind === which,
      )
      .map(({ query }) => asked(query));
  const falseOf = (which: Harmless) => {
    const said = harmless(which);
    return {
      alarms: share(said.filter(({ dial }) => dial !== null).length, said.length),
      cautions: share(said.filter(({ isCautioned }) => isCautioned).length, said.length),
    };
  };
  const events = saidTo('life-event');
  const single = placed.filter(({ query }) => query.kind !== 'life-event');
  const [item, territorial] = DOORS.map((door) => bothOf(placed.filter((one) => one.door === door)));
  if (!item || !territorial) throw new Error('two doors');
  return {
    kinds: new Map(
      [...new Set(placed.map(({ query }) => query.kind))].map((kind) => [
        kind,
        recallOf(placed.filter(({ query }) => query.kind === kind).map(({ within }) => within)),
      ]),
    ),
    doors: { item, territorial },
    all: bothOf(placed),
    refused: share(outside.filter(({ said }) => said.isRefused).length, outside.length),
    wronglyRefused: share(placed.filter(({ said }) => said.isRefused).length, placed.length),
    emergencies: share(
      emergencies.filter(({ said }) => said.dial !== null || said.isCautioned).length,
      emergencies.length,
    ),
    alarmed: share(emergencies.filter(({ said }) => said.dial !== null).length, emergencies.length),
    rightNumber: share(
      emergencies.filter(({ query, said }) => query.accepted.has(said.dial ?? '')).length,
      emergencies.length,
    ),
    false: Object.fromEntries(HARMLESS.map((which) => [which, falseOf(which)])) as Quality['false'],
    falseEvents: share(single.filter(({ said }) => said.eventCodes.length > 0).length, single.length),
    events: share(events.filter(({ query, said }) => said.eventCodes.includes(query.expected)).length, events.length),
  };
}
