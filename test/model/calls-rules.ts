/** A call by the service's own rules beside its model, in the world that all four machines share. */
import type { Call } from '../../worker/calls/calls.contract.ts';
import type { CallAction } from '../../worker/calls/calls.data.ts';
import { faultOf } from '../../worker/calls/calls.rules.ts';
import { callMessages } from '../../worker/calls/messages.rules.ts';
import { raiseCall } from '../../worker/calls/raise.rules.ts';
import { stepCall } from '../../worker/calls/steps.rules.ts';
import { lapsesOf } from '../../worker/calls/ticks.rules.ts';
import type { OutboxPayload } from '../../worker/cases/outbox.contract.ts';
import { around, LISTS, order, TOWN } from '../calls/small-lists.ts';
import { ENTRIES, ITEMS } from './calls-commands.ts';
import { CallModel, type Kind } from './calls-model.ts';
import type { Doing, Machine } from './one-world.ts';

const lists = { ...LISTS, territorialItems: ITEMS };
const FIRST = 'D01-001';
const ID = 7;
const organOf = (who: string) => (who === 'T' ? `T${TOWN}` : who === 'C' || who === '' ? who : `D${who}`);
/** Messages as the model writes them down: number of the event, who gets it, who is asked to see to it. */
export const toldOf = (messages: readonly OutboxPayload[]): string[] =>
  messages.map(({ id, holder, to }) => `${id.split('.')[2]} ${holder}${to === undefined ? '' : ` ${to}`}`);
/** In the model's letters, in the words of the service. */
export const toldBy = (model: CallModel): string[] =>
  model.told.map((line) => {
    const [seq = '', who = '', ...to] = line.split(' ');
    return [seq, organOf(who), ...to].join(' ');
  });

/** Who comes: the letters of the shared world, as a call names its people. */
const named = (by: string): string => ({ L: 'T', E: 'M01', F: 'M02', C: 'C', X: 'C' })[by] ?? 'T';

export class CallRules implements Machine {
  #call: Call;
  readonly #log: string[];
  readonly #told: string[];

  constructor(kind: Kind, now: number) {
    const start = raiseCall(order({ kind, entryCode: FIRST, helpers: [] }), around(now, lists));
    if (start.kind === 'invalid') throw new Error(JSON.stringify(start.faults));
    this.#log = start.moves.map(({ action }) => action);
    this.#told = toldOf(callMessages(ID, null, start.moves, now, `T${TOWN}`));
    this.#call = start.moves.at(-1)?.after as Call;
  }
  act({ action, by: letter, to, entry }: Doing, now: number): boolean {
    const by = named(letter);
    const call = this.#call;
    const isLead = call.lead === `D${by}`;
    if (by !== 'C' && by !== 'T' && !isLead) return false;
    if (action === 'refuse-again' && call.refusals === 0) return false;
    const role = by === 'C' ? 'coordinator' : by === 'T' ? 'township' : 'lead';
    const actor = { role, organ: by === 'C' ? 'C' : by === 'T' ? `T${TOWN}` : `D${by}` } as const;
    const request = { action: action as CallAction, actor, note: '写一句', fields: { body: to, entry, level: 3 } };
    const outcome = stepCall(call, request, around(now, lists));
    if (outcome.kind !== 'moved') return false;
    this.#told.push(...toldOf(callMessages(ID, call, [outcome.move], now, actor.organ)));
    this.#call = outcome.move.after;
    this.#log.push(outcome.move.action);
    return true;
  }
  tick(now: number) {
    const moves = lapsesOf(this.#call, around(now, lists));
    this.#told.push(...toldOf(callMessages(ID, this.#call, moves, now, null)));
    this.#log.push(...moves.map(({ action }) => action));
    this.#call = moves.at(-1)?.after ?? this.#call;
  }
  view() {
    const { state, owner, dueAt, escalation, parts } = this.#call;
    const fault = faultOf(this.#call);
    if (fault !== null) throw new Error(String(fault));
    if (state !== 'closed' && (owner === '' || dueAt === null)) throw new Error('a call of nobody');
    const asks = parts.filter(
      ({ role, answeredAt, releasedAt }) => role === 'support' && answeredAt === null && releasedAt === null,
    );
    return {
      ...{ state, owner, due: dueAt, level: state === 'closed' ? 0 : escalation, log: this.#log },
      asks: asks.map((part) => `${part.organ} ${part.dueAt} ${part.escalation}`).sort(),
      told: [...this.#told].sort(),
    };
  }
}

/** The model of calls, asked as the others are. */
export class CallBeside implements Machine {
  readonly #model: CallModel;
  constructor(kind: Kind, now: number) {
    this.#model = new CallModel(kind, ENTRIES, FIRST, [], now);
  }
  act({ action, by, to, entry }: Doing, now: number): boolean {
    return this.#model.act(action, named(by), to.slice(1), entry, now);
  }
  tick(now: number) {
    this.#model.tick(now);
  }
  view() {
    const { phase: state, turn, due, level, asks, log } = this.#model;
    const open = asks.filter((ask) => ask.open).map((ask) => `D${ask.body} ${ask.due} ${ask.level}`);
    const told = toldBy(this.#model).sort();
    return { state, owner: organOf(turn), due, level: state === 'closed' ? 0 : level, log, asks: open.sort(), told };
  }
}
