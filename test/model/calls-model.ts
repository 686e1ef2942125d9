/**
 * What a call should do, written a second time and in another way: states, turns, moments and the names of the events
 * only. Knows none of the worker's code. Bodies are `a`, `b`, `c`; entries have one body that leads and some that help.
 */
export type Kind = 'ordinary' | 'urgent' | 'joint';
type Phase = 'raised' | 'dispatched' | 'signed' | 'planned' | 'on-site' | 'done' | 'rated' | 'closed' | 'disputed';

/** By heart, from the configuration of 2026: minutes, or days that are worked. */
const LIMITS: Record<Kind, Record<string, { minutes?: number; days?: number }>> = {
  ordinary: {
    dispatch: { days: 1 },
    sign: { days: 1 },
    plan: { days: 2 },
    site: { days: 3 },
    result: { days: 5 },
    support: { days: 3 },
    head: { days: 1 },
    office: { days: 2 },
    rate: { days: 5 },
    close: { days: 5 },
  },
  urgent: {
    dispatch: { minutes: 15 },
    sign: { minutes: 30 },
    plan: { minutes: 60 },
    site: { minutes: 120 },
    result: { minutes: 1440 },
    support: { minutes: 120 },
    head: { minutes: 15 },
    office: { minutes: 60 },
    rate: { days: 3 },
    close: { days: 3 },
  },
  joint: {
    dispatch: { days: 1 },
    sign: { days: 1 },
    plan: { days: 3 },
    site: { days: 5 },
    result: { days: 10 },
    support: { days: 3 },
    head: { days: 1 },
    office: { days: 2 },
    rate: { days: 5 },
    close: { days: 5 },
  },
};
const OFFSET = 8 * 3_600_000;
const DAY = 86_400_000;

/** Weeks only: Saturday and Sunday are off. */
export function later(kind: Kind, step: string, from: number): number {
  const { minutes, days = 0 } = LIMITS[kind][step] ?? {};
  if (minutes !== undefined) return from + minutes * 60_000;
  let day = Math.floor((from + OFFSET) / DAY);
  for (let left = days; left > 0; ) {
    day += 1;
    const weekday = (day + 4) % 7;
    if (weekday !== 0 && weekday !== 6) left -= 1;
  }
  return (day + 1) * DAY - OFFSET - 1;
}

export interface Entry {
  lead: string | null;
  helps: readonly string[];
}
interface Ask {
  body: string;
  due: number;
  level: number;
  open: boolean;
}

export class CallModel {
  phase: Phase = 'raised';
  turn = 'C';
  due: number | null;
  level = 0;
  lead: string | null = null;
  passedOn = 0;
  returned = 0;
  settled = false;
  asks: Ask[] = [];
  log: string[] = ['raise'];
  /** Messages: number of the event, who gets it, and who is asked to see to what is late. */
  told: string[] = [];
  readonly kind: Kind;
  readonly entries: Readonly<Record<string, Entry>>;
  readonly town = 'T';

  constructor(
    kind: Kind,
    entries: Readonly<Record<string, Entry>>,
    entry: string,
    wished: readonly string[],
    now: number,
  ) {
    this.kind = kind;
    this.entries = entries;
    this.due = later(kind, 'dispatch', now);
    const { lead, helps } = entries[entry] as Entry;
    const wanted = kind === 'joint' ? helps : helps.filter((body) => wished.includes(body));
    this.ask(
      wanted.filter((body) => body !== lead),
      now,
    );
    this.tell(...this.asks.map((ask) => ask.body), ...(lead === null ? ['C'] : []));
    if (lead !== null) {
      this.log.push('dispatch');
      this.to('dispatched', lead, 'sign', now);
      this.lead = lead;
      this.tell(lead);
    }
  }

  /** Of the last event. */
  private tell(...who: string[]) {
    for (const one of new Set(who)) this.told.push(`${this.log.length} ${one}`);
  }
  /** Everybody who has something to do with it. */
  private get busy(): string[] {
    return [...(this.lead === null ? [] : [this.lead]), ...this.asks.filter((ask) => ask.open).map((ask) => ask.body)];
  }

  private ask(bodies: readonly string[], now: number) {
    for (const body of bodies)
      if (!this.asks.some((ask) => ask.body === body && ask.open !== false))
        this.asks.push({ body, due: later(this.kind, 'support', now), level: 0, open: true });
  }
  private to(phase: Phase, turn: string, step: string, now: number) {
    this.phase = phase;
    this.turn = turn;
    this.due = later(this.kind, step, now);
    this.level = 0;
  }
  private over() {
    this.phase = 'closed';
    this.turn = '';
    this.due = null;
    for (const ask of this.asks) ask.open = false;
  }
  get withLead() {
    return ['dispatched', 'signed', 'planned', 'on-site'].includes(this.phase);
  }

  /** @returns whether it is possible */
  give(body: string, entry: string, now: number): boolean {
    const { lead, helps } = this.entries[entry] ?? { lead: null, helps: [] };
    const wished = [...new Set([...this.asks.filter((ask) => ask.open).map((ask) => ask.body), ...this.answered])];
    const both = [...new Set([...(lead === null ? [] : [lead]), ...helps])];
    const wanted = both.filter((one) => one !== body && (this.kind === 'joint' || wished.includes(one)));
    for (const ask of this.asks) if (ask.open && !wanted.includes(ask.body)) ask.open = false;
    this.ask(
      wanted.filter((one) => !this.answered.includes(one)),
      now,
    );
    this.lead = body;
    this.to('dispatched', body, 'sign', now);
    return true;
  }
  readonly answered: string[] = [];

  act(name: string, by: string, body: string, entry: string, now: number): boolean {
    const named = this.entries[entry];
    const isLead = by === this.lead;
    const [lead, turn, busy, asks] = [this.lead ?? by, this.turn, this.busy, this.asks.length];
    const record = (...who: string[]) => {
      this.log.push(name);
      this.tell(...who.filter((one) => one !== by));
      return true;
    };
    /** It has gone to somebody: who has it, who is asked now, and who no longer is. */
    const passed = () => {
      const fresh = this.asks.slice(asks).map((ask) => ask.body);
      return record(body, this.town, ...fresh, ...busy.filter((one) => !this.busy.includes(one)));
    };
    if (this.phase === 'closed') return false;
    if (name === 'refuse' || name === 'refuse-again') {
      if (!isLead || this.phase !== 'dispatched' || this.settled) return false;
      if ((name === 'refuse') !== (this.passedOn === 0)) return false;
      if (named === undefined || named.lead !== body || body === by) return false;
      this.passedOn += 1;
      if (this.passedOn > 1) {
        this.to('disputed', 'C', 'office', now);
        return record('C', this.town);
      }
      this.give(body, entry, now);
      return passed();
    }
    if (name === 'decide' || name === 'dispatch') {
      const may =
        name === 'dispatch'
          ? this.phase === 'raised'
          : this.phase === 'disputed' || (this.withLead && this.turn === 'C');
      if (by !== 'C' || !may || named === undefined) return false;
      if (named.lead !== body && !named.helps.includes(body)) return false;
      this.give(body, entry, now);
      if (name === 'decide') this.settled = true;
      return passed();
    }
    const path: Record<string, [Phase, Phase, string, string]> = {
      sign: ['dispatched', 'signed', 'lead', 'plan'],
      plan: ['signed', 'planned', 'lead', 'site'],
      arrive: ['planned', 'on-site', 'lead', 'result'],
      finish: ['on-site', 'done', 'town', 'rate'],
    };
    const step = path[name];
    if (step) {
      if (!isLead || this.phase !== step[0]) return false;
      this.to(step[1], step[2] === 'lead' ? by : this.town, step[3], now);
      return record(this.town);
    }
    if (name === 'support') {
      const ask = this.asks.find((one) => one.body === by && one.open);
      if (!ask || this.phase === 'raised') return false;
      ask.open = false;
      this.answered.push(by);
      return record(lead);
    }
    if (by !== this.town) return false;
    if (name === 'rate' && this.phase === 'done') this.to('rated', this.town, 'close', now);
    else if (name === 'close' && this.phase === 'rated') {
      this.over();
      return record(...busy);
    } else if (name === 'withdraw' && (this.withLead || this.phase === 'raised' || this.phase === 'disputed')) {
      this.over();
      return record(turn, ...busy);
    } else if (name === 'send-back' && this.phase === 'done' && !this.settled && this.returned === 0) {
      this.returned = 1;
      this.to('signed', this.lead ?? 'C', 'plan', now);
    } else if (name === 'send-up' && this.phase === 'done' && !this.settled && this.returned === 1) {
      this.to('disputed', 'C', 'office', now);
      return record('C', lead);
    } else return false;
    return record(lead);
  }

  /** Silence, told in the order in which the limits ran out. */
  tick(now: number) {
    for (;;) {
      const ask = this.asks
        .filter((one) => one.open && one.level < 2 && one.due < now)
        .sort((a, b) => a.due - b.due || (a.body < b.body ? -1 : 1))[0];
      const own = this.due !== null && this.due < now && this.level < 3 ? this.due : null;
      if (ask && (own === null || ask.due <= own)) {
        this.log.push(ask.level === 0 ? 'support-escalate' : 'support-escalate-further');
        if (ask.level === 0) this.tell(`${ask.body} leader`);
        else this.tell('C coordinator', ask.body);
        if (ask.level === 0) ask.due = later(this.kind, 'head', ask.due);
        ask.level += 1;
        continue;
      }
      if (own === null) return;
      if (this.phase === 'done' || this.phase === 'rated') {
        this.log.push(this.phase === 'done' ? 'lapse' : 'close');
        this.tell(this.town, ...this.busy);
        this.over();
      } else if (this.turn === 'C') {
        this.log.push('overdue');
        this.tell('C coordinator');
        this.level = 3;
      } else if (this.level === 0) {
        this.log.push('escalate');
        this.tell(`${this.turn} leader`);
        this.level = 1;
        this.due = later(this.kind, 'head', own);
      } else {
        this.log.push('escalate-further');
        this.tell('C coordinator', this.turn);
        this.level = 2;
        this.turn = 'C';
        this.due = later(this.kind, 'office', own);
      }
    }
  }
}
