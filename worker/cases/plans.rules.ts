// Pure. What each step of the desk changes in a case, or what is wrong with what was filled in.

import { dayOf, endOfDay } from '../calendar/calendar.rules.ts';
import { COORDINATING, firstHolder } from './cases.rules.ts';
import { EXTENSIONS } from './clocks.data.ts';
import { extendedBy, reclassified, startedClock } from './clocks.rules.ts';
import type { ActFields, FieldFault } from './deskwork.contract.ts';
import type { DeskActionName } from './deskwork.data.ts';
import { departmentReturns, extendable, reviewStage } from './deskwork.rules.ts';
import { heldByGate } from './handing-down.rules.ts';
import { assignable } from './handling.rules.ts';
import { lookUntil } from './looks.rules.ts';
import { agreement, consent, elsewhere, failure, session } from './mediation-plans.rules.ts';
import {
  additionTo,
  done,
  handlingOf,
  isDay,
  type Planned,
  type PlannedCase,
  type Planner,
  type Surroundings,
  withClocks,
  wrong,
} from './plan-parts.rules.ts';

const classify: Planner = (row, fields, { calendar, codes, directory, officeOf }) => {
  const kind = fields.kind ?? row.kind;
  const petitionKind = kind === 'petition' ? (fields.petitionKind ?? null) : null;
  const { territorialCode = row.territorialCode, itemCode = row.itemCode } = fields;
  if (kind === 'petition' && petitionKind === null)
    return wrong('petitionKind', '信访要再分一类：建议、检举控告还是申诉求决。');
  if (territorialCode !== null && !codes.territorial.has(territorialCode))
    return wrong('territorialCode', '属地清单里没有这一项，请重新选。');
  if (itemCode !== null && !codes.items.has(itemCode)) return wrong('itemCode', '办事清单里没有这一项，请重新选。');
  const acceptedAt = row.history.find(({ action }) => action === 'accept')?.at ?? null;
  const clocks = reclassified(calendar, row.clocks, { kind, petitionKind }, { submittedAt: row.createdAt, acceptedAt });
  const responsible = itemCode === null ? null : (officeOf(row.townshipCode, itemCode)?.id ?? null);
  const first = firstHolder(
    { kind, petitionKind, township: row.townshipCode },
    row.excluded,
    responsible,
    directory.offices,
  );
  // What turns out to be a report against the township leaves its counter.
  const moves = row.holder.startsWith('T') && first === COORDINATING;
  return done({
    set: {
      kind,
      petitionKind,
      territorialCode,
      itemCode,
      ...withClocks(row, clocks, calendar),
      ...(moves && { holder: first }),
    },
    data: { kind, petitionKind, territorialCode, itemCode },
  });
};

/** What of the choice the gate does not let through. */
function gateFaults(row: PlannedCase, lead: string, helpers: readonly string[], around: Surroundings): FieldFault[] {
  const dutyOf = (code: string | null) => (code === null ? null : around.dutiesOf(code, row.townshipCode));
  const listed = { item: dutyOf(row.itemCode), matter: dutyOf(row.territorialCode) };
  const held = (organ: string, as: 'lead' | 'cooperating') =>
    heldByGate(organ, as, around.giver, row.townshipCode, listed);
  const leadText = held(lead, 'lead');
  const partText = helpers.map((organ) => held(organ, 'cooperating')).find((text) => text !== null) ?? null;
  return [
    ...(leadText === null ? [] : [{ field: 'lead', text: leadText }]),
    ...(partText === null ? [] : [{ field: 'parts', text: partText }]),
  ];
}

const assign: Planner = (row, fields, around, note) => {
  const { directory, suggested, now } = around;
  const faults: FieldFault[] = [];
  const known = new Set(assignable(row, directory).map(({ holder }) => holder));
  const { lead = '', parts = [], partDay } = fields;
  if (!known.has(lead)) faults.push({ field: 'lead', text: '请选牵头单位。被反映的单位不在里面，不能交给它办。' });
  const helpers = [...new Set(parts)].filter((organ) => organ !== lead);
  if (helpers.some((organ) => !known.has(organ)))
    faults.push({ field: 'parts', text: '协办单位里有一个不能选，请重新勾。' });
  faults.push(...gateFaults(row, lead, helpers, around));
  if (suggested.lead !== null && lead !== suggested.lead && note === '')
    faults.push({ field: 'note', text: '没有按清单建议的牵头单位，请写理由。' });
  const day = helpers.length === 0 ? null : isDay(partDay) ? partDay : null;
  // A limit that is over bounds nothing any more: late is when help is needed most.
  const latest = row.dueAt === null || row.dueAt < now ? null : dayOf(row.dueAt);
  if (helpers.length > 0 && (day === null || day < dayOf(now)))
    faults.push({ field: 'partDay', text: '请写协办单位哪天以前答复，要今天或以后。' });
  else if (day !== null && latest !== null && day > latest)
    faults.push({ field: 'partDay', text: `协办答复不能晚于整件事的期限 ${latest}。` });
  if (faults.length > 0) return { ok: false, faults };
  return done({
    set: { ...(row.holder !== lead && { holder: lead }), handling: { ...handlingOf(row), lead } },
    data: { lead, parts: helpers, partDay: day, suggested: suggested.lead },
    ...(day !== null && { parts: helpers.map((organ) => ({ organ, dueAt: endOfDay(day) })) }),
  });
};

const giveBack: Planner = (row, _fields, { directory, officeOf }) => {
  const { kind, petitionKind, townshipCode: township, itemCode, holder, excluded } = row;
  const responsible = itemCode === null ? null : (officeOf(township, itemCode)?.id ?? null);
  const first = firstHolder({ kind, petitionKind, township }, excluded, responsible, directory.offices);
  // As with calls: what two have sent away is not handed round by a third, it is decided.
  const isDisputed = holder.startsWith('D') && departmentReturns(row.history) > 0;
  const to = isDisputed ? COORDINATING : first;
  return done({
    set: { holder: to, handling: { ...handlingOf(row), lead: null } },
    data: { from: holder, to },
  });
};

const askExtension: Planner = (row, { days = 0 }) => {
  const clock = extendable(row.clocks);
  if (clock === null) return wrong('days', '现在的期限不能再延。');
  const most = EXTENSIONS[clock.id]?.most ?? 0;
  if (!Number.isInteger(days) || days < 1 || days > most)
    return wrong('days', `请写延几天，1 到 ${most} ${EXTENSIONS[clock.id]?.unit}。`);
  return done({ set: {}, data: { clock: clock.id, days }, asks: { kind: 'extension', days } });
};

const extend: Planner = (row, _fields, { calendar, askedDays, now }) => {
  const clock = extendable(row.clocks);
  if (clock === null || askedDays === null) return wrong('note', '期限已经变了，不能再延。');
  const clocks = extendedBy(calendar, row.clocks, clock.id, askedDays);
  const handling = handlingOf(row);
  const until = clocks.find(({ id }) => id === clock.id)?.day ?? clock.day;
  const data = { clock: clock.id, days: askedDays, until };
  return done({
    set: {
      ...withClocks(row, clocks, calendar),
      handling: {
        ...handling,
        extensions: [...handling.extensions, { clock: clock.id, days: askedDays, grantedAt: now }],
      },
    },
    data,
    addition: additionTo('extend', data),
  });
};

const review: Planner = (row, _fields, { calendar, now }) => {
  const stage = reviewStage(row, now);
  if (stage === null) return wrong('note', '已经过了 30 天，或者复查、复核都申请过了。');
  const clock = startedClock(calendar, stage === 'review' ? 'C07' : 'C09', now);
  const handling = handlingOf(row);
  const asked = { stage, askedOn: dayOf(now), day: clock.day ?? '', answeredOn: null };
  return done({
    set: {
      ...withClocks(row, [...row.clocks, clock], calendar),
      holder: COORDINATING,
      closedAt: null,
      retainUntil: null,
      handling: { ...handling, reviews: [...handling.reviews, asked] },
    },
    data: { stage, day: clock.day },
  });
};

const answer: Planner = (row, _fields, { now }) => {
  const handling = handlingOf(row);
  if (handling.reviews.every(({ answeredOn }) => answeredOn !== null)) return done({ set: {} });
  const reviews = handling.reviews.map((one) => ({ ...one, answeredOn: one.answeredOn ?? dayOf(now) }));
  return done({ set: { handling: { ...handling, reviews } } });
};

const nothing: Planner = () => done({ set: {} });

const PLANNERS: Partial<Record<DeskActionName, Planner>> = {
  classify,
  assign,
  return: giveBack,
  decline: elsewhere,
  refer: elsewhere,
  'ask-extension': askExtension,
  extend,
  'mediation-consent': consent,
  'mediation-session': session,
  'mediation-agreement': agreement,
  'mediation-failure': failure,
  'ask-review': review,
  answer,
  'ask-identity': () => done({ set: {}, asks: { kind: 'identity', days: null } }),
  'grant-identity': (_row, _fields, { now, lookHours }) =>
    done({ set: {}, data: { until: lookUntil(now, lookHours) } }),
  hold: (row) => done({ set: { legalHold: `step:${row.version + 1}` } }),
  'release-hold': () => done({ set: { legalHold: null } }),
};

export const planFor = (
  name: DeskActionName,
  row: PlannedCase,
  fields: ActFields,
  around: Surroundings,
  note: string,
): Planned => (PLANNERS[name] ?? nothing)(row, fields, around, note);
