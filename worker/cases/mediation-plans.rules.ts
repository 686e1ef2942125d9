// Pure. Mediation, step by step: consent of both sides, sessions, then an agreement or the other ways that are open.

import { dayOf } from '../calendar/calendar.rules.ts';
import { CONFIRM_DAYS, WAYS, type Way } from './deskwork.data.ts';
import type { Mediation } from './handling.contract.ts';
import {
  additionTo,
  type Changes,
  done,
  handlingOf,
  isDay,
  type PlannedCase,
  type Planner,
  wrong,
} from './plan-parts.rules.ts';

const DAY_MS = 86_400_000;

export const elsewhere: Planner = (_row, { where = '' }) =>
  Object.hasOwn(WAYS, where)
    ? done({ set: {}, data: { way: where }, addition: `可以走的途径：${WAYS[where as Way]}。` })
    : wrong('where', '请选可以去哪里办。');

const NO_MEDIATION: Mediation = {
  consent: { applicant: null, other: null },
  sessions: [],
  outcome: null,
  agreedOn: null,
  confirmBy: null,
};
const withMediation = (row: PlannedCase, change: Partial<Mediation>): Changes => {
  const handling = handlingOf(row);
  return { handling: { ...handling, mediation: { ...(handling.mediation ?? NO_MEDIATION), ...change } } };
};

const SIDES = { true: '愿意', false: '不愿意', null: '还没问' } as const;
export const consent: Planner = (row, { applicant = null, other = null }) => {
  if (applicant === null && other === null) return wrong('applicant', '请至少选一方的意愿。');
  const refused = applicant === false || other === false;
  return done({
    set: withMediation(row, { consent: { applicant, other }, outcome: refused ? 'failed' : null }),
    data: { applicant, other },
    addition: `反映人${SIDES[`${applicant}`]}，对方${SIDES[`${other}`]}。${refused ? '有一方不愿意，不再调解。' : ''}`,
  });
};

const heldOn = (row: PlannedCase, day: string | undefined, now: number): string | null =>
  isDay(day) && day <= dayOf(now) && day >= dayOf(row.createdAt) ? day : null;

export const session: Planner = (row, fields, { now }) => {
  const day = heldOn(row, fields.day, now);
  if (day === null) return wrong('day', '请写哪天调解的，不能晚于今天，也不能早于交来那天。');
  const sessions = handlingOf(row).mediation?.sessions ?? [];
  return done({
    set: withMediation(row, { sessions: [...sessions, { day }] }),
    data: { day, number: sessions.length + 1 },
  });
};

export const agreement: Planner = (row, fields, { now }) => {
  const agreedOn = heldOn(row, fields.day, now);
  if (agreedOn === null) return wrong('day', '请写协议哪天生效，不能晚于今天，也不能早于交来那天。');
  const confirmBy = dayOf(Date.parse(`${agreedOn}T12:00:00+08:00`) + CONFIRM_DAYS * DAY_MS);
  const data = { agreedOn, confirmBy };
  return done({
    set: withMediation(row, { outcome: 'agreed', agreedOn, confirmBy }),
    data,
    addition: additionTo('mediation-agreement', data),
  });
};

export const failure: Planner = (row, fields, around, note) => {
  const planned = elsewhere(row, fields, around, note);
  return planned.ok ? done({ ...planned.plan, set: withMediation(row, { outcome: 'failed' }) }) : planned;
};
