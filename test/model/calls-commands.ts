/** Sequences of what people and clocks do with a call, possible or not: chosen by fast-check, run on model and service. */
import fc from 'fast-check';
import { DAY, entry, HOUR, MINUTE } from '../calls/small-lists.ts';
import type { Entry, Kind } from './calls-model.ts';

/** One more body leads nothing and helps nobody. */
export const ENTRIES: Record<string, Entry> = {
  'D01-001': { lead: 'M01', helps: ['M02', 'M03'] },
  'D01-002': { lead: 'M02', helps: ['M01'] },
  'D01-003': { lead: 'M03', helps: ['M01', 'M04'] },
  'D01-004': { lead: null, helps: ['M04'] },
};
export const ITEMS = Object.entries(ENTRIES).map(([code, { lead, helps }]) =>
  entry(code, lead === null ? [] : [lead], [...helps]),
);
/** The next version of the list: everything has changed hands. A call that runs does not notice. */
export const NEXT_ITEMS = Object.keys(ENTRIES).map((code, at) => entry(code, [`M0${4 - at}`], []));

export interface Doing {
  kind: 'act' | 'wait' | 'relist';
  action: string;
  /** `lead`: whoever has it. */
  by: string;
  body: string;
  entry: string;
  ms: number;
}
const ACTIONS = [
  ...['sign', 'plan', 'arrive', 'finish', 'refuse', 'refuse-again', 'support', 'decide', 'dispatch'],
  ...['rate', 'close', 'send-back', 'send-up', 'withdraw'],
];
const WHO = ['lead', 'lead', 'lead', 'T', 'C', 'M01', 'M02', 'M03', 'M04'];
const BODIES = ['M01', 'M02', 'M03', 'M04'];
const NONE = { action: '', by: '', body: '', entry: '', ms: 0 };

/** Whoever fits the action, three times of four: otherwise most sequences would be nothing but refusals. */
const fitting = (action: string): fc.Arbitrary<string> => {
  const usual = ['decide', 'dispatch'].includes(action)
    ? 'C'
    : ['rate', 'close', 'send-back', 'send-up', 'withdraw'].includes(action)
      ? 'T'
      : action === 'support'
        ? 'M02'
        : 'lead';
  return fc.oneof({ weight: 3, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...WHO) });
};
const act = fc.constantFrom(...ACTIONS).chain((action) =>
  fc.record({
    kind: fc.constant('act' as const),
    action: fc.constant(action),
    by: fitting(action),
    body: fc.constantFrom(...BODIES),
    entry: fc.constantFrom(...Object.keys(ENTRIES), 'D99-999'),
    ms: fc.constantFrom(0, MINUTE, 20 * MINUTE),
  }),
);
/** Stretches of a sensible way, so that every state is reached; they stand between the other steps. */
const stretch = (actions: readonly string[]): Doing[] =>
  actions.map((action) => {
    const by = ['rate', 'close', 'send-back', 'send-up'].includes(action) ? 'T' : 'lead';
    return { ...NONE, kind: 'act', action, by, ms: MINUTE };
  });
const WORK = ['sign', 'plan', 'arrive', 'finish'];
const way = fc
  .constantFrom(
    ['sign'],
    ['plan', 'arrive'],
    WORK,
    WORK,
    [...WORK, 'send-back', ...WORK.slice(1), 'send-up'],
    ['rate', 'close'],
  )
  .map(stretch);
/** A refusal, or a decision, that names a body which leads by its entry. */
const passing = fc
  .record({
    action: fc.constantFrom('refuse', 'refuse-again', 'decide'),
    to: fc.constantFrom(['M01', 'D01-001'], ['M02', 'D01-002'], ['M03', 'D01-003']),
  })
  .map(({ action, to: [body = '', code = ''] }): Doing[] => [
    { ...NONE, kind: 'act', action, by: action === 'decide' ? 'C' : 'lead', body, entry: code, ms: MINUTE },
  ]);
const wait = fc
  .constantFrom(10 * MINUTE, HOUR, 12 * HOUR, DAY, 4 * DAY, 20 * DAY)
  .map((ms): Doing => ({ ...NONE, kind: 'wait', ms }));
const relist = fc.constant<Doing>({ ...NONE, kind: 'relist' });

export interface Plan {
  kind: Kind;
  entry: string;
  wished: string[];
  doings: Doing[];
}
export const plans = (most: number): fc.Arbitrary<Plan> =>
  fc
    .record({
      kind: fc.constantFrom<Kind>('ordinary', 'urgent', 'joint'),
      entry: fc.constantFrom(...Object.keys(ENTRIES)),
      wished: fc.subarray(BODIES),
      doings: fc
        .array(
          fc.oneof(
            { weight: 5, arbitrary: act.map((one): Doing[] => [one]) },
            { weight: 4, arbitrary: way },
            { weight: 4, arbitrary: passing },
            { weight: 3, arbitrary: wait.map((one) => [one]) },
            { weight: 1, arbitrary: relist.map((one) => [one]) },
          ),
          { minLength: 4, maxLength: most },
        )
        .map((stretches) => stretches.flat()),
    })
    // Whom the entry does not name cannot be wished for: see the rules' own test.
    .map((plan) => ({ ...plan, wished: plan.wished.filter((body) => namedBy(plan.entry).includes(body)) }));
const namedBy = (code: string): string[] => {
  const { lead = null, helps = [] } = ENTRIES[code] ?? {};
  return [...(lead === null ? [] : [lead]), ...helps];
};
