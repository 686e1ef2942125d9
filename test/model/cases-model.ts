/** What a case should do, written a second time: states, limits, events, messages. Knows none of the worker's code. */
import { aMonth, dayAt, endOf, isWorked, lastDay } from './days-model.ts';
import type { Begin, Doing, Machine } from './one-world.ts';

interface Clock {
  from: number;
  amount: number;
  unit: 'work' | 'any';
  /** Most that may be added; 0: nothing. */
  more: number;
  isExtended: boolean;
  isMet: boolean;
  /** The limit for saying yes or no: an acceptance meets it, and what is reopened does not bring it back. */
  isFirst: boolean;
  pauses: [number, number][];
}
const NEVER = 1e9;
const BEFORE = ['submitted', 'awaiting-correction', 'accepted', 'assigned', 'handling'];
const WORKED = ['accepted', 'assigned', 'handling'];
const OVER = ['completed', 'declined', 'referred', 'withdrawn'];
/** Action → from, to, who: letters of people, `*` the citizen. */
const WAYS: Record<string, [string[], string | null, string]> = {
  'request-correction': [['submitted', 'accepted'], 'awaiting-correction', 'KCX'],
  accept: [['submitted', 'awaiting-correction'], 'accepted', 'KCX'],
  decline: [['submitted', 'awaiting-correction', 'accepted'], 'declined', 'KCX'],
  refer: [BEFORE, 'referred', 'KCX'],
  assign: [WORKED, 'assigned', 'KLEFCX'],
  start: [['assigned'], 'handling', 'HLEFCX'],
  answer: [WORKED, 'answered', 'HLEFCX'],
  return: [['assigned', 'handling'], 'accepted', 'HLEFCX'],
  message: [[...BEFORE, 'answered'], null, 'CX'],
  'ask-extension': [WORKED, null, 'HLEFCX'],
  extend: [WORKED, null, 'LEFCX'],
  'refuse-extension': [[...BEFORE, 'answered'], null, 'LEFCX'],
  complete: [['answered'], 'completed', 'KCX'],
  correct: [['awaiting-correction'], 'submitted', '*'],
  withdraw: [BEFORE, 'withdrawn', '*'],
  reject: [['answered'], 'handling', '*'],
  rate: [['answered', 'completed'], 'completed', '*'],
};
export const CASE_ACTIONS = Object.keys(WAYS);
const LATE = 15 * 86_400_000;

export class CaseModel implements Machine {
  state = 'submitted';
  holder = 'T';
  level = 0;
  log = ['submit'];
  /** Numbers of the events that are told to whoever sends messages on. */
  told = [1];
  private clocks: Clock[];
  private asked: { by: string; days: number } | null = null;
  private answeredAt = 0;
  private wasRejected = false;
  /** By departments; the second one is for the coordinating office to decide. */
  private returns = 0;
  private readonly begin: Begin;

  constructor(begin: Begin, now: number) {
    this.begin = begin;
    const from = dayAt(now);
    const clock = { from, isExtended: false, isMet: false, pauses: [] };
    const first = {
      consultation: { amount: 5, unit: 'work', more: 10, isFirst: false },
      petition: { amount: 15, unit: 'any', more: 0, isFirst: true },
      dispute: { amount: aMonth(from), unit: 'any', more: 0, isFirst: false },
    } as const;
    this.clocks = [{ ...clock, ...first[begin.kind] }];
  }

  private dayOf({ from, amount, unit, pauses }: Clock): number | null {
    return lastDay(from, amount, unit, (day) => pauses.some(([first, last]) => day >= first && day <= last));
  }
  private get running() {
    return this.clocks.filter(({ isMet }) => !isMet);
  }
  get due(): number | null {
    const days = this.running.map((clock) => this.dayOf(clock)).filter((day) => day !== null);
    return days.length === 0 ? null : endOf(Math.min(...days));
  }
  private get canGrow(): Clock | undefined {
    return this.running.find((clock) => clock.more > 0 && !clock.isExtended && this.dayOf(clock) !== null);
  }
  private has(by: string): boolean {
    if (by === 'C' || by === 'X') return true;
    if (by === 'K' || by === 'L') return this.holder === 'T' || this.holder === 'O';
    return this.holder === { H: 'O', E: 'DM01', F: 'DM02' }[by];
  }
  /** Nobody above a township hands one down past the lists. */
  private isLetIn(by: string, to: string, asHelp: boolean): boolean {
    if (to !== 'O' || by === 'K' || by === 'L') return true;
    if (this.begin.entry === '') return by === 'C' || by === 'X';
    return asHelp && this.begin.entry !== 'D01-005';
  }

  act({ action, by, to, n }: Doing, now: number): boolean {
    const [from, next, who] = WAYS[action] ?? [[], null, ''];
    if (!from.includes(this.state) || !who.includes(by)) return false;
    if (by !== '*' && !this.has(by)) return false;
    const isStillOpen = now <= this.answeredAt + LATE && !this.wasRejected;
    if (action === 'reject' && !isStillOpen) return false;
    if (action === 'complete' && isStillOpen) return false;
    if (action === 'rate' && this.log.includes('rate')) return false;
    const due = this.due;
    if (action === 'assign') {
      if (!['O', 'DM01', 'DM02'].includes(to) || !this.isLetIn(by, to, false)) return false;
      // One who helps, every second time.
      if (n % 2 === 1 && to !== 'O' && !this.isLetIn(by, 'O', true)) return false;
      this.take(action, next, now, to);
      return true;
    }
    const isDepartments = action === 'return' && this.holder.startsWith('DM');
    if (isDepartments && this.returns === 2) return false;
    const back = isDepartments && ++this.returns === 2 ? 'C' : 'T';
    const growing = this.canGrow;
    if (action === 'ask-extension') {
      if (growing === undefined || this.asked !== null || n + 1 > growing.more) return false;
      this.asked = { by, days: n + 1 };
    }
    if (action === 'extend' || action === 'refuse-extension') {
      if (this.asked === null || this.asked.by === by) return false;
      if (action === 'extend') {
        if (growing === undefined) return false;
        growing.amount += this.asked.days;
        growing.isExtended = true;
      }
      this.asked = null;
    }
    this.time(action, now);
    this.take(action, next, now, action === 'return' ? back : this.holder, due);
    return true;
  }

  private time(action: string, now: number) {
    const today = dayAt(now);
    if (action === 'request-correction') for (const clock of this.running) clock.pauses.push([today + 1, NEVER]);
    if (action === 'correct' || action === 'accept')
      for (const { pauses } of this.running) for (const pause of pauses) if (pause[1] === NEVER) pause[1] = today;
    if (action === 'accept') {
      for (const clock of this.running) if (clock.isFirst) clock.isMet = true;
      if (this.begin.kind === 'petition' && this.clocks.length === 1) {
        const sixty = { from: today, amount: 60, unit: 'any', more: 30 } as const;
        this.clocks.push({ ...sixty, isFirst: false, isExtended: false, isMet: false, pauses: [] });
      }
    }
    if (action === 'answer') this.answeredAt = now;
    if (['answer', 'decline', 'refer', 'withdraw', 'rate', 'complete'].includes(action))
      for (const clock of this.clocks) clock.isMet = true;
    if (action === 'reject') {
      this.wasRejected = true;
      for (const clock of this.clocks) if (!clock.isFirst) clock.isMet = false;
    }
  }

  private take(action: string, next: string | null, _now: number, holder: string, before = this.due) {
    this.log.push(action);
    const isMoved = (next !== null && next !== this.state) || holder !== this.holder;
    if (isMoved) this.told.push(this.log.length);
    this.state = next ?? this.state;
    this.holder = holder;
    if (this.due !== before) this.level = 0;
  }

  tick(now: number) {
    const due = this.due;
    if (BEFORE.includes(this.state) && due !== null) {
      const [last, today] = [dayAt(due), dayAt(now)];
      let worked = 0;
      for (let day = last + 1; day <= today; day++) if (isWorked(day)) worked++;
      // The leader has two full working days; it goes up on the third.
      const level = today <= last ? 0 : worked >= 3 ? 2 : 1;
      for (; this.level < level; this.level++) this.log.push(this.level === 0 ? 'escalate' : 'escalate-further');
    }
    if (this.state === 'answered' && now > this.answeredAt + LATE) {
      this.time('complete', now);
      this.take('complete', 'completed', now, this.holder);
    }
  }

  view() {
    const { state, holder, due, level, log, told } = this;
    return { state, holder, due, level, log, told, isOver: OVER.includes(state) };
  }
}
