/** 2,000 sequences over a call: the rules and the model never differ, and no open call is without owner and next date. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Call } from '../../worker/calls/calls.contract.ts';
import type { CallAction } from '../../worker/calls/calls.data.ts';
import { type CallActor, faultOf } from '../../worker/calls/calls.rules.ts';
import { callMessages } from '../../worker/calls/messages.rules.ts';
import { raiseCall } from '../../worker/calls/raise.rules.ts';
import { stepCall } from '../../worker/calls/steps.rules.ts';
import { lapsesOf } from '../../worker/calls/ticks.rules.ts';
import { around, LISTS, MONDAY, order, TOWN } from '../calls/small-lists.ts';
import { ENTRIES, ITEMS, type Plan, plans } from './calls-commands.ts';
import { CallModel } from './calls-model.ts';
import { toldBy, toldOf } from './calls-rules.ts';

const ID = 7;
const lists = { ...LISTS, territorialItems: ITEMS };
const organOf = (who: string) => (who === 'T' ? `T${TOWN}` : who === 'C' || who === '' ? who : `D${who}`);
const actorOf = (who: string, action: string): CallActor => {
  if (who === 'C') return { role: 'coordinator', organ: 'C' };
  if (who === 'T') return { role: 'township', organ: `T${TOWN}` };
  return { role: action === 'support' ? 'support' : 'lead', organ: `D${who}` };
};
const seen = new Map<string, number>();

function compare(call: Call, model: CallModel, log: readonly string[], told: readonly string[]) {
  expect(faultOf(call)).toBeNull();
  expect({
    phase: call.state,
    turn: call.owner,
    due: call.dueAt,
    level: call.state === 'closed' ? 0 : call.escalation,
    asks: call.parts
      .filter((part) => part.role === 'support' && part.answeredAt === null && part.releasedAt === null)
      .map(({ organ, dueAt, escalation }) => [organ, dueAt, escalation])
      .sort(),
    log,
    told: [...told].sort(),
  }).toEqual({
    phase: model.phase,
    turn: organOf(model.turn),
    due: model.due,
    level: model.phase === 'closed' ? 0 : model.level,
    asks: model.asks
      .filter(({ open }) => open)
      .map(({ body, due, level }) => [`D${body}`, due, level])
      .sort(),
    log: model.log,
    told: toldBy(model).sort(),
  });
}

/** Whether somebody may act in this part is decided before the step: see `actorsOf`. */
function isTheirs(call: Call, by: string, action: string): boolean {
  if (action === 'support')
    return call.parts.some(
      (part) =>
        part.role === 'support' && part.organ === `D${by}` && part.answeredAt === null && part.releasedAt === null,
    );
  return by === 'C' || by === 'T' || call.lead === `D${by}`;
}

function run({ kind, entry, wished, doings }: Plan) {
  let now = MONDAY;
  const start = raiseCall(
    order({ kind, entryCode: entry, helpers: wished.map((body) => `D${body}`) }),
    around(now, lists),
  );
  if (start.kind === 'invalid') throw new Error(JSON.stringify(start.faults));
  const log = start.moves.map(({ action }) => action as string);
  let call = start.moves.at(-1)?.after as Call;
  const model = new CallModel(kind, ENTRIES, entry, wished, now);
  const told = toldOf(callMessages(ID, null, start.moves, now, `T${TOWN}`));
  compare(call, model, log, told);
  for (const doing of doings) {
    now += doing.ms;
    // Ticks are late as a rule: only a wait has one, and now and then two.
    if (doing.kind === 'wait') {
      for (let twice = 0; twice < 2; twice++) {
        const moves = lapsesOf(call, around(now, lists));
        log.push(...moves.map(({ action }) => action));
        told.push(...toldOf(callMessages(ID, call, moves, now, null)));
        call = moves.at(-1)?.after ?? call;
      }
      model.tick(now);
    } else if (doing.kind === 'act') {
      const by = doing.by === 'lead' ? (model.lead ?? 'M01') : doing.by;
      const { action, body } = doing;
      const isAllowed = model.act(action, by, body, doing.entry, now);
      const isWrongRefusal = action === 'refuse-again' && call.refusals === 0;
      const fields = { body: `D${body}`, entry: doing.entry, level: 3 };
      const request = { action: action as CallAction, actor: actorOf(by, action), note: '写一句', fields };
      const outcome =
        isTheirs(call, by, action) && !isWrongRefusal
          ? stepCall(call, request, around(now, lists))
          : ({ kind: 'impossible' } as const);
      expect([action, by, outcome.kind === 'moved']).toEqual([action, by, isAllowed]);
      if (outcome.kind === 'moved') {
        told.push(...toldOf(callMessages(ID, call, [outcome.move], now, request.actor.organ)));
        call = outcome.move.after;
        log.push(outcome.move.action);
      }
    }
    compare(call, model, log, told);
  }
  for (const action of log) seen.set(action, (seen.get(action) ?? 0) + 1);
}

it('2,000 sequences: states, turns, moments, events and messages are those of the model; no open call is without owner and date', () => {
  const runs = Number(process.env['MODEL_RUNS'] ?? 2000);
  fc.assert(fc.property(plans(24), run), { numRuns: runs, seed: 7 });
  // A model test that never got anywhere would prove nothing.
  for (const action of [
    'refuse',
    'refuse-again',
    'decide',
    'dispatch',
    'finish',
    'rate',
    'close',
    'lapse',
    'send-back',
    'send-up',
    'withdraw',
    'support',
    'escalate',
    'escalate-further',
    'overdue',
    'support-escalate',
    'support-escalate-further',
  ])
    expect([action, (seen.get(action) ?? 0) > 0]).toEqual([action, true]);
}, 60_000);
