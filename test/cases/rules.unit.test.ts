import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../tasks/catalogue.ts';
import { calendarOf } from '../../worker/calendar/calendar.rules.ts';
import { CASE_KINDS, CASE_STATES } from '../../worker/cases/cases.contract.ts';
import { excludedOf, maySee, possible, retainUntil, transitionFor } from '../../worker/cases/cases.rules.ts';
import { CLOCK_RULES } from '../../worker/cases/clocks.data.ts';
import {
  clockState,
  clocksAfter,
  countedText,
  dueAt,
  extendedBy,
  firstClocks,
  nextClock,
  toldClocks,
} from '../../worker/cases/clocks.rules.ts';
import type { Step } from '../../worker/cases/history.rules.ts';
import { limitsOf } from '../../worker/cases/status.rules.ts';
import { CLOSED_STATES, OPEN_STATES, TRANSITIONS, type Transition } from '../../worker/cases/transitions.data.ts';

const calendar = calendarOf(loadCatalogue(join(import.meta.dirname, '../../catalogue')).content.calendar);
const at = (day: string) => Date.parse(`${day}T10:00:00+08:00`);
const DAY_MS = 86_400_000;
const step = (action: Step['action'], day = '2026-03-02'): Step => ({
  seq: 1,
  at: at(day),
  action,
  to: 'answered',
  hash: '',
});

describe('the table of what can happen', () => {
  it('knows every state, and every open state leads on', () => {
    expect([...OPEN_STATES, ...CLOSED_STATES].sort()).toEqual([...CASE_STATES].sort());
    const rows = TRANSITIONS as readonly Transition[];
    for (const state of OPEN_STATES) expect(rows.some((row) => row.from.includes(state) && row.to !== null)).toBe(true);
    // Only the law's own review opens what was over: asked for within 30 days, see `handling.rules.ts`.
    for (const state of CLOSED_STATES)
      expect(rows.filter((row) => row.from.includes(state) && row.to !== null).map(({ action }) => action)).toEqual(
        state === 'completed' ? ['ask-review'] : [],
      );
  });

  it('has at most one row for a state, an action and a role', () => {
    const keys = (TRANSITIONS as readonly Transition[]).flatMap(({ from, action, roles }) =>
      from.flatMap((state) => roles.map((role) => `${state} ${action} ${role}`)),
    );
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('lets a citizen reject once, within 15 days', () => {
    const standing = { state: 'answered', history: [step('answer')] } as const;
    const on = (day: string, history: Step[] = [...standing.history]) =>
      transitionFor({ ...standing, history }, 'reject', 'citizen', at(day)) !== null;
    expect([on('2026-03-16'), on('2026-03-18'), on('2026-03-05', [step('reject'), step('answer')])]).toEqual([
      true,
      false,
      false,
    ]);
    expect(transitionFor(standing, 'reject', 'clerk', at('2026-03-03'))).toBeNull();
  });

  it('lets the citizen of a merged case rate the shared answer, once, and not before it is there', () => {
    const merged = (...history: Step[]) => possible({ state: 'merged', history: [step('merge'), ...history] }, 10, 0);
    expect(merged()).toEqual(['deletion']);
    expect(merged(step('answer-along'))).toEqual(['rate', 'deletion']);
    expect(merged(step('answer-along'), step('rate'))).toEqual(['deletion']);
  });

  it('gives the citizen nothing but deletion once all is over', () => {
    expect(possible({ state: 'withdrawn', history: [] }, 10, 0)).toEqual(['deletion']);
    expect(possible({ state: 'withdrawn', history: [step('deletion')] }, 10, 0)).toEqual([]);
  });
});

describe('limits', () => {
  it('are those of the list of laws: days, unit, source', () => {
    const rows = readFileSync(join(import.meta.dirname, '../../catalogue/law_clocks.csv'), 'utf8').split('\n');
    const units = { 'calendar-days': '自然日', 'working-days': '工作日', months: '月' };
    for (const { id, amount, unit, basis } of CLOCK_RULES) {
      const row = rows.find((line) => line.startsWith(`${id},`)) ?? '';
      expect(row).toContain(`,${amount},${units[unit]},`);
      expect(row).toContain(basis);
    }
  });

  it.each([
    // Holidays of National Day 2026: 1 to 7 October off, Saturday the 10th worked.
    ['consultation', null, '2026-09-30', '2026-10-13'],
    ['hazard', null, '2026-03-02', '2026-03-09'],
    ['petition', 'grievance', '2026-09-17', '2026-10-08'],
    ['petition', 'suggestion', '2026-03-02', '2026-03-17'],
    ['dispute', null, '2026-01-31', '2026-02-28'],
  ] as const)('%s %s handed in on %s: by %s', (kind, petitionKind, from, until) => {
    expect(firstClocks(calendar, kind, petitionKind, at(from))[0]).toMatchObject({ day: until, provisional: false });
  });

  it('every kind has one, and says so when the year is not published', () => {
    for (const kind of CASE_KINDS) expect(firstClocks(calendar, kind, null, at('2026-03-02'))).toHaveLength(1);
    expect(firstClocks(calendar, 'hazard', null, at('2026-12-30'))[0]).toMatchObject({ provisional: true });
  });

  it('stand still for a correction, go on after it, end with the answer, and live again when it is rejected', () => {
    const of = { kind: 'hazard', petitionKind: null } as const;
    const first = firstClocks(calendar, 'hazard', null, at('2026-03-02'));
    const paused = clocksAfter(calendar, first, of, 'pause', at('2026-03-03'));
    expect([nextClock(paused), dueAt(paused)]).toEqual([null, null]);
    const resumed = clocksAfter(calendar, paused, of, 'resume', at('2026-03-10'));
    expect(nextClock(resumed)?.day).toBe('2026-03-16');
    const met = clocksAfter(calendar, resumed, of, 'answer', at('2026-03-11'));
    expect(met.map((clock) => clockState(clock, at('2026-05-01')))).toEqual(['met']);
    const again = clocksAfter(calendar, met, of, 'reopen', at('2026-03-12'));
    expect(again.map((clock) => clockState(clock, at('2026-03-20')))).toEqual(['overdue']);
  });

  it('of a merged case are kept by the shared answer, not by the merging', () => {
    const of = { kind: 'petition', petitionKind: 'grievance' } as const;
    const first = firstClocks(calendar, of.kind, of.petitionKind, at('2026-03-02'));
    const accepted = clocksAfter(calendar, first, of, 'accept', at('2026-03-04'));
    const clocks = clocksAfter(calendar, accepted, of, 'close', at('2026-03-05'));
    const told = (now: string, ...history: Step[]) =>
      limitsOf(toldClocks({ clocks, history: [step('merge', '2026-03-05'), ...history] }), at(now));
    const states = (limits: ReturnType<typeof told>) => [limits.clocks.map(({ state }) => state), limits.isOverdue];
    expect(told('2026-03-06').next).toMatchObject({ date: '2026-05-06' });
    expect(states(told('2026-03-06'))).toEqual([['met', 'running'], false]);
    expect(states(told('2026-05-07'))).toEqual([['met', 'overdue'], true]);
    expect(states(told('2026-05-07', step('answer-along', '2026-05-06')))).toEqual([['met', 'met'], false]);
    expect(states(told('2026-05-08', step('answer-along', '2026-05-07')))).toEqual([['met', 'overdue'], false]);
    // Erased before there was an answer: neither kept nor late.
    expect(states(told('2026-05-08', step('erase', '2026-03-20')))).toEqual([['met'], false]);
    // Without merging, what a close met is met.
    expect(toldClocks({ clocks, history: [step('withdraw', '2026-03-05')] })).toEqual(clocks);
  });

  it('say what was granted beyond them, in their own days', () => {
    const first = firstClocks(calendar, 'hazard', null, at('2026-03-02'));
    expect(limitsOf(first, at('2026-03-03')).next?.counted).toBe('5 个工作日');
    const { next, clocks } = limitsOf(extendedBy(calendar, first, 'C39', 5), at('2026-03-03'));
    expect(next).toMatchObject({ date: '2026-03-16', counted: '5 个工作日，延长 5 个工作日' });
    expect(clocks.map(({ counted }) => counted)).toEqual(['5 个工作日，延长 5 个工作日']);
    expect(countedText({ id: 'C05', extended: 30 })).toBe('60 天（含休息日），从受理起算，延长 30 天');
  });

  it('of a grievance: told within 15 days, concluded within 60 of acceptance', () => {
    const of = { kind: 'petition', petitionKind: 'grievance' } as const;
    const accepted = clocksAfter(
      calendar,
      firstClocks(calendar, 'petition', 'grievance', at('2026-03-02')),
      of,
      'accept',
      at('2026-03-04'),
    );
    expect(accepted.map(({ id, metAt, day }) => [id, metAt !== null, day])).toEqual([
      ['C02', true, '2026-03-17'],
      ['C05', false, '2026-05-06'],
    ]);
  });
});

describe('who may see a case', () => {
  const excluded = excludedOf({ offices: ['a-1'], departments: ['M18'], persons: '' }, (id) =>
    id === 'a-1' ? 'a-2' : null,
  );
  it('not whom it is about, nor who has taken over their work', () => {
    const sees = (office: string | null, department: string | null) => maySee({ excluded }, { office, department });
    expect([sees('a-1', null), sees('a-2', null), sees('a-3', null)]).toEqual([false, false, true]);
    expect([sees(null, 'M18'), sees('a-3', 'M18'), sees(null, 'M01')]).toEqual([false, false, true]);
  });
  it('nothing goes round for ever where two offices name each other', () => {
    expect(
      excludedOf({ offices: ['x'], departments: [], persons: '' }, (id) => (id === 'x' ? 'y' : 'x')).offices,
    ).toEqual(['x', 'y']);
  });
});

it('a consultation is kept for a year, a petition for five', () => {
  const closed = at('2026-03-02');
  expect((retainUntil('consultation', closed) - closed) / DAY_MS).toBe(365);
  expect(new Date(retainUntil('petition', closed)).getUTCFullYear()).toBe(2031);
});
