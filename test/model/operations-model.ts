/** What a joint operation should do, written a second time. Knows none of the worker's code. */
import { workingDaysAfter } from './days-model.ts';
import type { Doing, Machine } from './one-world.ts';

const HOUR = 3_600_000;
interface Task {
  organ: string;
  state: string;
  isThere: boolean;
}
interface Passed {
  organ: string;
  state: 'open' | 'taken' | 'returned' | 'settled';
  due: number;
  isBinding: boolean;
}
export const ORGAN: Record<string, string> = { L: 'T', H: 'T', E: 'DM01', F: 'DM02' };
/** Whom the lists name, by heart. */
export const NAMED: Record<string, string[]> = {
  'D01-001': ['DM01', 'T', 'DM02', 'DM03'],
  'D01-002': ['DM02', 'T', 'DM01'],
  'D01-005': ['DM02', 'DM01'],
};
const OVER = ['done', 'declined', 'dropped'];

export class OperationModel implements Machine {
  state = 'planned';
  owner = 'T';
  level = 0;
  log = ['plan'];
  tasks: Task[] = [];
  passed: Passed[] = [];
  due: number | null;
  private findings = 0;
  private from: number;
  private until: number;
  private readonly entry: string;

  constructor(entry: string, now: number) {
    this.entry = entry;
    this.from = now + HOUR;
    this.until = now + 4 * HOUR;
    this.due = this.until;
  }

  private get asked() {
    return this.tasks.filter(({ state }) => state !== 'declined' && state !== 'dropped');
  }
  private get waiting() {
    return this.passed.filter(({ state }) => state === 'open' || state === 'taken');
  }
  private get own() {
    return this.passed.filter(({ state }) => state === 'returned').length >= 2 ? 'C' : 'T';
  }
  private next(owner: string, due: number | null) {
    if (due !== this.due) this.level = 0;
    this.owner = owner;
    this.due = due;
  }
  private done(action: string) {
    this.log.push(action);
    return true;
  }

  /** Messages: number of the event, who gets it, and who is asked to see to what is late. */
  told: string[] = [];
  private tell(who: readonly string[], doer = '') {
    for (const one of new Set(who)) if (one !== doer) this.told.push(`${this.log.length} ${one}`);
  }
  act(doing: Doing, now: number): boolean {
    const { action, by, to, n } = doing;
    const asked = this.asked.map(({ organ }) => organ);
    if (!this.take(doing, now)) return false;
    const own = this.tasks[n]?.organ ?? '';
    const who: Record<string, string[]> = {
      ...{ 'add-task': [to], 'drop-task': [own], 'hand-over': [to], move: asked, start: asked, cancel: asked },
      ...{ confirm: ['T'], arrive: ['T'], 'decline-task': ['T'], 'finish-task': ['T'] },
      ...{ 'take-over': ['T', this.owner], 'return-over': ['T', this.owner], settle: ['T', this.owner] },
    };
    this.tell(who[action] ?? [], ORGAN[by] ?? 'C');
    return true;
  }

  private take({ action, by, to, entry, n }: Doing, now: number): boolean {
    const isC = by === 'C' || by === 'X';
    const isLead = isC || by === 'L' || by === 'H';
    const organ = ORGAN[by] ?? '';
    const isPart = this.asked.some((task) => task.organ === organ);
    const isBefore = this.state === 'planned' || this.state === 'under-way';
    const task = this.tasks[n];
    const isNear = now >= this.from - 2 * HOUR;
    switch (action) {
      case 'add-task': {
        if (!isLead || !isBefore || to === 'V' || to === 'C' || this.tasks.length >= 40) return false;
        if (to === 'OTHER') return false;
        if (to === 'T' && isC && !NAMED[this.entry]?.includes('T')) return false;
        this.tasks.push({ organ: to, state: 'asked', isThere: false });
        return this.done(action);
      }
      case 'confirm':
      case 'arrive':
      case 'decline-task':
      case 'finish-task': {
        if (!isPart || !task || task.organ !== organ || OVER.includes(task.state)) return false;
        if (action === 'finish-task' ? this.state !== 'under-way' || !task.isThere : !isBefore) return false;
        if (action === 'confirm' && task.state === 'confirmed') return false;
        if (action === 'arrive' && (task.isThere || !isNear)) return false;
        if (action === 'arrive') task.isThere = true;
        task.state =
          { confirm: 'confirmed', arrive: 'confirmed', 'finish-task': 'done' }[action as string] ?? 'declined';
        return this.done(action);
      }
      case 'drop-task':
        if (!isLead || !isBefore || !task || OVER.includes(task.state)) return false;
        task.state = 'dropped';
        return this.done(action);
      case 'move':
        if (!isLead || this.state !== 'planned') return false;
        this.from = now + HOUR;
        this.until = now + 2 * HOUR;
        this.next('T', this.until);
        return this.done(action);
      case 'start':
        if (!isLead || this.state !== 'planned' || this.asked.length === 0 || !isNear) return false;
        this.state = 'under-way';
        this.next('T', workingDaysAfter(this.until, 1));
        return this.done(action);
      case 'finding':
        if (!(isLead || isPart) || this.state !== 'under-way') return false;
        this.findings += 1;
        return this.done(action);
      case 'report':
        if (!isLead || this.state !== 'under-way' || this.findings === 0) return false;
        if (this.asked.some(({ state }) => state !== 'done')) return false;
        this.state = 'reported';
        this.next('T', workingDaysAfter(now, 2));
        return this.done(action);
      case 'cancel':
        if (!isLead || this.state !== 'planned') return false;
        return this.close('cancelled', action);
      case 'close':
        if (!isLead || !['reported', 'handed-over'].includes(this.state) || this.waiting.length > 0) return false;
        return this.close('closed', action);
      case 'hand-over': {
        if (!isLead || !['reported', 'handed-over'].includes(this.state)) return false;
        if ((this.own === 'C' && !isC) || !to.startsWith('D') || !NAMED[entry]?.includes(to)) return false;
        if (this.waiting.some((one) => one.organ === to)) return false;
        this.passed.push({ organ: to, state: 'open', due: workingDaysAfter(now, 2), isBinding: isC });
        return this.passOn(action, now);
      }
      case 'take-over':
      case 'return-over':
      case 'settle': {
        const from = action === 'settle' ? 'taken' : 'open';
        const one = this.waiting.find((it) => it.organ === organ && it.state === from);
        if (this.state !== 'handed-over' || !one || (action === 'return-over' && one.isBinding)) return false;
        one.state = action === 'settle' ? 'settled' : action === 'take-over' ? 'taken' : 'returned';
        if (action === 'take-over') one.due = workingDaysAfter(now, 10);
        return this.passOn(action, now);
      }
      default:
        return false;
    }
  }

  private passOn(action: string, now: number): boolean {
    const [first] = [...this.waiting].sort((a, b) => a.due - b.due);
    this.state = first === undefined && action === 'return-over' ? 'reported' : 'handed-over';
    if (first) this.next(first.organ, first.due);
    else this.next(this.own, workingDaysAfter(now, 2));
    return this.done(action);
  }
  private close(state: string, action: string): boolean {
    this.state = state;
    this.next(this.owner, null);
    return this.done(action);
  }

  tick(now: number) {
    if (this.due === null || now <= this.due) return;
    const level = now > this.due + 24 * HOUR ? 2 : 1;
    for (; this.level < level; this.level++) {
      this.log.push(this.level === 0 ? 'escalate' : 'escalate-further');
      const above = this.owner === 'C' ? ['C coordinator'] : ['C coordinator', this.owner];
      this.tell(this.level === 0 ? [`${this.owner} leader`] : above);
    }
  }

  view() {
    const { state, owner, due, level, log, tasks, passed } = this;
    return {
      told: [...this.told].sort(),
      ...{ state, owner, due, level: due === null ? 0 : level, log },
      tasks: tasks.map((task) => `${task.organ} ${task.state} ${task.isThere}`),
      passed: passed.map((one) => `${one.organ} ${one.state} ${one.due} ${one.isBinding}`),
    };
  }
}
