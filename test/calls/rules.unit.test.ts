import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CALL_KINDS, CALL_STEPS, type Call } from '../../worker/calls/calls.contract.ts';
import { CALL_TRANSITIONS, type CallAction, type CallTransition } from '../../worker/calls/calls.data.ts';
import { type CallActor, faultOf } from '../../worker/calls/calls.rules.ts';
import { CALL_LIMITS } from '../../worker/calls/limits.data.ts';
import { dueFrom, limitOf, limitsFrom } from '../../worker/calls/limits.rules.ts';
import { raiseCall } from '../../worker/calls/raise.rules.ts';
import { type CallFields, stepCall } from '../../worker/calls/steps.rules.ts';
import { citizenLine } from '../../worker/calls/telling.rules.ts';
import { lapsesOf } from '../../worker/calls/ticks.rules.ts';
import { CALL_STEPS as STEPS_IN_FILE } from '../../worker/catalogue/columns.data.ts';
import {
  around,
  DAY,
  entry,
  HOUR,
  LISTS,
  MINUTE,
  MONDAY,
  NOBODY,
  order,
  RIVER,
  raised,
  SITE,
  TOWN,
  WATER,
} from './small-lists.ts';

const ENVIRONMENT = 'DM01';
const WATERWORKS = 'DM02';
const HOUSING = 'DM03';
const lead = (organ: string): CallActor => ({ role: 'lead', organ });
const township: CallActor = { role: 'township', organ: `T${TOWN}` };
const office: CallActor = { role: 'coordinator', organ: 'C' };

function take(
  call: Call,
  action: CallAction,
  actor: CallActor,
  fields: CallFields = {},
  now = MONDAY,
  note = '写一句',
) {
  return stepCall(call, { action, actor, note, fields }, around(now));
}
/** Throws when the step is not taken. */
function took(call: Call, action: CallAction, actor: CallActor, fields: CallFields = {}, now = MONDAY): Call {
  const outcome = take(call, action, actor, fields, now);
  if (outcome.kind !== 'moved') throw new Error(`${action}: ${JSON.stringify(outcome)}`);
  expect(faultOf(outcome.move.after)).toBeNull();
  return outcome.move.after;
}
const textOf = (outcome: ReturnType<typeof take>): string =>
  outcome.kind === 'invalid' ? outcome.faults.map(({ field, text }) => `${field}: ${text}`).join('\n') : outcome.kind;
const at = (text: string) => Date.parse(`${text}+08:00`);

describe('the table', () => {
  it('says for each step whose turn it is then and which limit begins, unless the call is over or stays with whom it is', () => {
    for (const row of CALL_TRANSITIONS as readonly CallTransition[]) {
      if (row.to === null || row.to === 'closed') continue;
      expect([row.action, row.owner !== null, row.clock !== null]).toEqual([row.action, true, true]);
    }
  });

  it('has a limit for every kind and step, the same as the file, and none is called statutory', () => {
    const lines = readFileSync('catalogue/call_limits.csv', 'utf8').trim().split('\n');
    expect(lines[0]).toBe('kind,step,amount,unit,effective_from,source');
    expect(lines.slice(1)).toEqual(
      CALL_LIMITS.map(({ kind, step, amount, unit, effectiveFrom }) =>
        [kind, step, amount, unit, effectiveFrom, 'configuration'].join(','),
      ),
    );
    for (const kind of CALL_KINDS)
      for (const step of CALL_STEPS) expect(limitOf(CALL_LIMITS, kind, step, '2026-03-02')).toBeDefined();
  });

  it('is what the city has imported, and the default where it has set nothing', () => {
    expect(STEPS_IN_FILE).toEqual([...CALL_STEPS]);
    const set = { kind: 'urgent', step: 'sign', amount: 10, unit: 'minutes', effectiveFrom: '2025-01-01' } as const;
    const limits = limitsFrom([set, { ...set, kind: 'unheard' }]);
    expect(limits).toHaveLength(CALL_LIMITS.length);
    expect(limitOf(limits, 'urgent', 'sign', '2026-03-02').amount).toBe(10);
    expect(limitOf(limits, 'joint', 'sign', '2026-03-02').amount).toBe(1);
  });

  it('takes of several figures the one that has begun on that day', () => {
    const limit = { kind: 'ordinary', step: 'sign', unit: 'hours' } as const;
    const limits = [
      { ...limit, amount: 4, effectiveFrom: '2026-03-03' },
      { ...limit, amount: 8, effectiveFrom: '2026-01-01' },
    ];
    const time = { ...around(), limits };
    expect(dueFrom(time, 'ordinary', 'sign', MONDAY)).toBe(MONDAY + 8 * HOUR);
    expect(dueFrom(time, 'ordinary', 'sign', MONDAY + DAY)).toBe(MONDAY + DAY + 4 * HOUR);
    expect(limitOf(limits, 'ordinary', 'sign', '2020-01-01').amount).toBe(8);
  });
});

describe('a call', () => {
  it('goes to the department that leads by the list, with a limit and an owner, and keeps the version of the list', () => {
    const { call, moves } = raised({ listVersion: 7 });
    expect(moves.map(({ action }) => action)).toEqual(['raise', 'dispatch']);
    expect(call).toMatchObject({
      state: 'dispatched',
      lead: ENVIRONMENT,
      owner: ENVIRONMENT,
      listVersion: 7,
      version: 2,
    });
    expect(call.dueAt).toBe(at('2026-03-03T23:59:59.999'));
    expect(call.parts.map(({ organ, role }) => [organ, role])).toEqual([[ENVIRONMENT, 'lead']]);
  });

  it('runs from sign-off to the close', () => {
    let { call } = raised({ kind: 'urgent' });
    expect(call.dueAt).toBe(MONDAY + 30 * MINUTE);
    for (const [action, actor, state, owner] of [
      ['sign', lead(ENVIRONMENT), 'signed', ENVIRONMENT],
      ['plan', lead(ENVIRONMENT), 'planned', ENVIRONMENT],
      ['arrive', lead(ENVIRONMENT), 'on-site', ENVIRONMENT],
      ['finish', lead(ENVIRONMENT), 'done', `T${TOWN}`],
      ['rate', township, 'rated', `T${TOWN}`],
    ] as const) {
      call = took(call, action, actor, { level: 4 });
      expect([call.state, call.owner]).toEqual([state, owner]);
    }
    call = took(call, 'close', township);
    expect(call).toMatchObject({ state: 'closed', dueAt: null, closedAt: MONDAY, version: 8 });
  });

  it('asks with a joint call everybody whom the entry names, otherwise those wished for and those that lead as well', () => {
    const supports = (call: Call) => call.parts.filter(({ role }) => role === 'support').map(({ organ }) => organ);
    expect(supports(raised({ kind: 'joint' }).call)).toEqual([WATERWORKS, HOUSING]);
    expect(supports(raised({ helpers: [HOUSING] }).call)).toEqual([HOUSING]);
    for (const helper of ['DM04', `T${TOWN}`, '370883107201'])
      expect(raiseCall(order({ helpers: [HOUSING, helper] }), around())).toMatchObject({
        faults: [{ field: 'helpers' }],
      });
    expect(supports(raised({ entryCode: SITE }).call)).toEqual(['DM04']);
  });

  it('waits for the coordinating office when the list names nobody, or only whom the matter is about', () => {
    for (const change of [{ entryCode: NOBODY }, { excluded: { offices: [], departments: ['M01'] } }]) {
      const { call, moves } = raised(change);
      expect([moves.length, call.state, call.owner, call.lead]).toEqual([1, 'raised', 'C', null]);
      expect(call.dueAt).toBe(at('2026-03-03T23:59:59.999'));
    }
    const { call } = raised({ excluded: { offices: [], departments: ['M01'] } });
    expect(textOf(take(call, 'dispatch', office, { body: ENVIRONMENT, entry: WATER }))).toContain('不能交给它');
    expect(took(call, 'dispatch', office, { body: WATERWORKS, entry: WATER }).owner).toBe(WATERWORKS);
    // The second one that leads gets it when the first is kept out.
    expect(raised({ entryCode: SITE, excluded: { offices: [], departments: ['M03'] } }).call.lead).toBe('DM04');
  });

  it('is refused for an entry that is on no list, and for a service item', () => {
    for (const entryCode of ['D99-999', 'T001', ''])
      expect(raiseCall(order({ entryCode }), around())).toMatchObject({
        kind: 'invalid',
        faults: [{ field: 'entry' }],
      });
  });
});

describe('a refusal', () => {
  const { call } = raised();
  it('must name the right body and its entry, and by the list that body must have the main duty there', () => {
    const tries: [CallFields, string][] = [
      [{}, 'entry'],
      [{ body: WATERWORKS, entry: '' }, 'entry'],
      [{ body: '', entry: RIVER }, 'body'],
      [{ body: WATERWORKS, entry: 'D99-999' }, 'entry'],
      // It only helps there.
      [{ body: WATERWORKS, entry: WATER }, 'entry'],
      [{ body: HOUSING, entry: RIVER }, 'entry'],
      [{ body: ENVIRONMENT, entry: WATER }, 'body'],
      [{ body: `T${TOWN}`, entry: WATER }, 'body'],
      [{ body: '370883107201', entry: WATER }, 'body'],
    ];
    for (const [fields, field] of tries)
      expect([fields, take(call, 'refuse', lead(ENVIRONMENT), fields)]).toMatchObject([
        fields,
        { kind: 'invalid', faults: [{ field }] },
      ]);
    expect(textOf(take(call, 'refuse', lead(ENVIRONMENT), { body: `T${TOWN}`, entry: WATER }))).toContain(
      '不能再被推回来',
    );
    expect(take(call, 'refuse', lead(ENVIRONMENT), { body: WATERWORKS, entry: RIVER }, MONDAY, '')).toMatchObject({
      faults: [{ field: 'note' }],
    });
  });

  const once = took(call, 'refuse', lead(ENVIRONMENT), { body: WATERWORKS, entry: RIVER }, MONDAY + HOUR);
  it('passes the call on once, with the whole limit; whoever refused is no longer asked', () => {
    expect(once).toMatchObject({
      state: 'dispatched',
      lead: WATERWORKS,
      owner: WATERWORKS,
      entryCode: RIVER,
      refusals: 1,
    });
    expect(once.parts.map(({ organ, releasedAt }) => [organ, releasedAt])).toEqual([
      [ENVIRONMENT, MONDAY + HOUR],
      [WATERWORKS, null],
    ]);
  });

  it('the second time, in a circle or not, goes to the coordinating office, which decides; then nobody can refuse', () => {
    expect(take(once, 'refuse', lead(WATERWORKS), { body: ENVIRONMENT, entry: WATER }).kind).toBe('impossible');
    const disputed = took(once, 'refuse-again', lead(WATERWORKS), { body: ENVIRONMENT, entry: WATER });
    expect(disputed).toMatchObject({ state: 'disputed', owner: 'C', refusals: 2 });
    for (const actor of [lead(WATERWORKS), lead(ENVIRONMENT), township])
      for (const action of ['sign', 'refuse', 'refuse-again', 'decide'] as const)
        expect(take(disputed, action, actor, { body: HOUSING, entry: SITE }).kind).toBe('impossible');
    // Only a body that the entry gives a duty; one that may only help there is on record as that.
    expect(textOf(take(disputed, 'decide', office, { body: WATERWORKS, entry: SITE }))).toContain('没有责任');
    const helping = take(disputed, 'decide', office, { body: ENVIRONMENT, entry: SITE });
    expect(helping.kind === 'moved' && helping.move.data).toEqual({ body: ENVIRONMENT, entry: SITE, departs: true });
    const decided = took(disputed, 'decide', office, { body: ENVIRONMENT, entry: WATER });
    expect(decided).toMatchObject({ state: 'dispatched', owner: ENVIRONMENT, isDecided: true });
    for (const action of ['refuse', 'refuse-again'] as const)
      expect(take(decided, action, lead(ENVIRONMENT), { body: WATERWORKS, entry: RIVER }).kind).toBe('impossible');
    expect(took(decided, 'sign', lead(ENVIRONMENT)).state).toBe('signed');
  });

  it('that names whom the matter is about goes to the coordinating office, and says nothing of why', () => {
    const { call: about } = raised({ excluded: { offices: [], departments: ['M02'] } });
    const outcome = take(about, 'refuse', lead(ENVIRONMENT), { body: WATERWORKS, entry: RIVER });
    expect(outcome).toMatchObject({
      kind: 'moved',
      move: { action: 'refuse-again', after: { state: 'disputed', owner: 'C' } },
    });
  });

  it('goes by the version of the list under which the call was raised', () => {
    const later = { ...LISTS, territorialItems: [entry(RIVER, ['M03'])] };
    const request = {
      action: 'refuse',
      actor: lead(ENVIRONMENT),
      note: '不归我们',
      fields: { body: HOUSING, entry: RIVER },
    } as const;
    expect(stepCall(call, request, around(MONDAY, later)).kind).toBe('moved');
    expect(stepCall(call, request, around(MONDAY)).kind).toBe('invalid');
  });
});

describe('the township', () => {
  it('sends a result back once; then the coordinating office decides, and after that it can only be rated', () => {
    let { call } = raised();
    const work = () => {
      for (const action of ['plan', 'arrive', 'finish'] as const) call = took(call, action, lead(ENVIRONMENT));
    };
    call = took(call, 'sign', lead(ENVIRONMENT));
    work();
    expect(take(call, 'send-up', township).kind).toBe('impossible');
    call = took(call, 'send-back', township);
    work();
    expect(take(call, 'send-back', township).kind).toBe('impossible');
    call = took(call, 'send-up', township);
    call = took(call, 'decide', office, { body: ENVIRONMENT, entry: WATER });
    call = took(call, 'sign', lead(ENVIRONMENT));
    work();
    for (const action of ['send-back', 'send-up'] as const)
      expect(take(call, action, township).kind).toBe('impossible');
    expect(take(call, 'rate', township, { level: 9 })).toMatchObject({ faults: [{ field: 'level' }] });
    expect(took(call, 'rate', township, { level: 1 }).state).toBe('rated');
  });

  it('cannot be answered for, nor answer for others', () => {
    const { call } = raised();
    expect(take(call, 'sign', township).kind).toBe('impossible');
    expect(take(call, 'withdraw', lead(ENVIRONMENT)).kind).toBe('impossible');
    expect(took(call, 'withdraw', township)).toMatchObject({ state: 'closed', owner: '' });
  });
});

describe('silence', () => {
  const late = (call: Call, now: number) =>
    lapsesOf(call, around(now)).map(({ action, organ }) => `${action} ${organ}`);

  it('goes to the head of the department, then to the coordinating office, then is said of that office itself', () => {
    const { call } = raised({ kind: 'urgent' });
    const times = [30 * MINUTE, 45 * MINUTE, 105 * MINUTE].map((ms) => MONDAY + ms);
    expect(late(call, times[0] as number)).toEqual([]);
    expect(late(call, (times[0] as number) + 1)).toEqual([`escalate ${ENVIRONMENT}`]);
    expect(late(call, (times[1] as number) + 1)).toEqual([
      `escalate ${ENVIRONMENT}`,
      `escalate-further ${ENVIRONMENT}`,
    ]);
    expect(late(call, (times[2] as number) + 1)).toEqual([
      `escalate ${ENVIRONMENT}`,
      `escalate-further ${ENVIRONMENT}`,
      'overdue C',
    ]);
    expect(late(call, MONDAY + 100 * DAY)).toHaveLength(3);
  });

  it('leaves the same behind whether every tick came, one late, or each twice', () => {
    const { call } = raised({ kind: 'joint' });
    const until = MONDAY + 40 * DAY;
    const strip = ({ parts, ...rest }: Call) => ({ ...rest, parts });
    let [each, twice] = [call, call];
    for (let now = MONDAY; now <= until; now += HOUR) {
      each = lapsesOf(each, around(now)).at(-1)?.after ?? each;
      twice = lapsesOf(twice, around(now)).at(-1)?.after ?? twice;
      expect(lapsesOf(twice, around(now))).toEqual([]);
    }
    const once = lapsesOf(call, around(until)).at(-1)?.after;
    expect(strip(each)).toEqual(strip(twice));
    expect(once).toEqual(each);
    expect(each).toMatchObject({ owner: 'C', escalation: 3 });
    expect(each.parts.filter(({ role }) => role === 'support').map(({ escalation }) => escalation)).toEqual([2, 2]);
  });

  it('is broken by whoever acts, even late; the coordinating office may give it to somebody else while it lasts', () => {
    const { call } = raised({ kind: 'urgent' });
    const now = MONDAY + HOUR;
    const up = lapsesOf(call, around(now)).at(-1)?.after as Call;
    expect(up).toMatchObject({ state: 'dispatched', owner: 'C', escalation: 2 });
    expect(took(up, 'sign', lead(ENVIRONMENT), {}, now)).toMatchObject({
      owner: ENVIRONMENT,
      escalation: 0,
      dueAt: now + HOUR,
    });
    expect(took(up, 'decide', office, { body: HOUSING, entry: WATER }, now)).toMatchObject({
      owner: HOUSING,
      isDecided: true,
    });
    expect(take(call, 'decide', office, { body: HOUSING, entry: WATER }).kind).toBe('impossible');
  });

  it('of the township closes what was done, and of those who help has clocks of its own', () => {
    let { call } = raised({ helpers: [WATERWORKS] });
    call = lapsesOf(call, around(MONDAY + 1 * DAY)).at(-1)?.after ?? call;
    for (const action of ['sign', 'plan', 'arrive', 'finish'] as const) call = took(call, action, lead(ENVIRONMENT));
    const moves = lapsesOf(call, around(MONDAY + 30 * DAY));
    expect(moves.map(({ action }) => action)).toEqual(['support-escalate', 'support-escalate-further', 'lapse']);
    expect(moves.at(-1)?.after.state).toBe('closed');
    const answered = took(call, 'support', { role: 'support', organ: WATERWORKS });
    expect(lapsesOf(answered, around(MONDAY + 30 * DAY)).map(({ action }) => action)).toEqual(['lapse']);
  });
});

describe('the citizen', () => {
  it('is told one sentence with one date, and nothing of who blamed whom', () => {
    const name = (organ: string) => ({ DM01: '环保局', DM02: '水务局' })[organ] ?? organ;
    const tell = (action: CallAction, body = ENVIRONMENT, caseDueAt = MONDAY + 9 * DAY) =>
      citizenLine(
        { kind: 'ordinary', lead: ENVIRONMENT },
        { action, at: MONDAY, data: { body } },
        around(),
        name,
        caseDueAt,
      );
    expect(tell('dispatch', ENVIRONMENT, MONDAY + 30 * DAY)).toEqual({
      text: '镇街已经请环保局来办这件事，2026-03-17 前要有结果。',
      day: '2026-03-17',
    });
    // The case has to be answered before: that day holds, unless it is over already.
    expect(tell('dispatch')?.text).toBe('镇街已经请环保局来办这件事，2026-03-11 前要有结果。');
    expect(tell('dispatch', ENVIRONMENT, MONDAY - DAY)?.day).toBe('2026-03-17');
    expect(tell('refuse-again', WATERWORKS)).toEqual({
      text: '该由哪个部门办，统筹办正在定，2026-03-04 前定下来。',
      day: '2026-03-04',
    });
    expect(tell('withdraw')?.day).toBe('2026-03-11');
    expect(tell('sign')).toBeNull();
    for (const end of ['close', 'lapse'] as const)
      expect(tell(end)).toEqual({ text: '环保局办完了，镇街接着给您答复，期限是 2026-03-11。', day: '2026-03-11' });
  });
});
