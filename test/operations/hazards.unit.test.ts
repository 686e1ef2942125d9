import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../worker/calendar/calendar.rules.ts';
import { eyesOf } from '../../worker/operations/eyes.rules.ts';
import { CHECKLISTS, HAZARD_STEPS, type HazardStep, OPEN_HAZARDS } from '../../worker/operations/hazards.data.ts';
import {
  hazardConditionFaults,
  hazardNextAt,
  maySeeHazard,
  missingChecks,
  rolesAt,
  urgentKind,
} from '../../worker/operations/hazards.rules.ts';
import { stepsFor } from '../../worker/operations/machine.rules.ts';
import { isInForce, noticeFaults, noticesFor, type StoredNotice } from '../../worker/operations/notices.rules.ts';
import { HAZARD_STATES, type Hazard, type Shift } from '../../worker/operations/operations.contract.ts';
import { gapsOf, isGap, onDuty, overlaps, shiftFaults } from '../../worker/operations/rosters.rules.ts';
import { staff } from '../cases/deskstaff.ts';

const TOWN = '370883107';
const NOW = Date.parse('2026-11-23T02:00:00Z');
const HOUR = 3_600_000;
const calendar = calendarOf({ days: [], years: [] });
const hazard = (change: Partial<Hazard> = {}): Hazard => ({
  townshipCode: TOWN,
  kind: 'work-safety',
  state: 'reported',
  version: 1,
  owner: `T${TOWN}`,
  nextAt: NOW,
  escalation: 0,
  checked: [],
  removedBy: null,
  ...change,
});

describe('urgent words', () => {
  it.each([
    ['楼下煤气味很大，漏气了', 'work-safety'],
    ['后山上着火了，冒烟很大', 'forest-fire'],
    ['村西水库大坝有管涌', 'flood-drought'],
    ['屋后山体滑坡，落石砸到院墙', 'geology'],
    ['路 边 房 子 要 倒 了', 'work-safety'],
  ])('%s', (text, kind) => expect(urgentKind(text)).toBe(kind));

  it.each(['路灯不亮', '小区门口停车太乱', '楼道里堆了杂物'])('leave %s to its usual way', (text) =>
    expect(urgentKind(text)).toBe(null),
  );
});

describe('the table of a hazard', () => {
  it('leads out of every open state with a date, and out of none that is over', () => {
    for (const state of HAZARD_STATES) {
      const steps = stepsFor<HazardStep>(HAZARD_STEPS, state, ['duty', 'department', 'coordinator']);
      expect(
        steps.some(({ to }) => to !== null),
        state,
      ).toBe(OPEN_HAZARDS.includes(state));
      expect(hazardNextAt({ state }, calendar, NOW) !== null, state).toBe(OPEN_HAZARDS.includes(state));
    }
  });

  it('gives minutes for the first step, not days', () => {
    expect(hazardNextAt({ state: 'reported' }, calendar, NOW)).toBe(NOW + 10 * 60_000);
  });
});

describe('a hazard is removed', () => {
  it('only when everything that must be looked at has been', () => {
    const must = CHECKLISTS['work-safety'].filter((check) => check.must).map(({ id }) => id);
    expect(hazardConditionFaults('remove', hazard({ state: 'removing' }), 1)).toHaveLength(1);
    expect(missingChecks(hazard({ checked: must.slice(1) }))).toEqual([CHECKLISTS['work-safety'][0]?.text]);
    expect(hazardConditionFaults('remove', hazard({ state: 'removing', checked: must }), 1)).toEqual([]);
  });

  it('and confirmed by somebody else than who removed it', () => {
    const removed = hazard({ state: 'removed', removedBy: 7 });
    expect(hazardConditionFaults('confirm', removed, 7)[0]?.text).toContain('换一个人');
    expect(hazardConditionFaults('confirm', removed, 8)).toEqual([]);
  });

  it('every checklist asks after people first', () => {
    for (const list of Object.values(CHECKLISTS)) {
      expect(list[0]?.id).toBe('people');
      expect(new Set(list.map(({ id }) => id)).size).toBe(list.length);
    }
  });
});

describe('who sees a hazard', () => {
  const clerk = eyesOf({ staff: staff('counter-clerk', { townshipCode: TOWN }) }, 'township');
  const coordinator = eyesOf({ staff: staff('coordinator') }, 'all');
  const department = eyesOf({ staff: staff('department-head', { departmentCode: 'M23' }) }, 'organ');

  it('is the township, whoever it was passed to, and the coordinating office', () => {
    expect(maySeeHazard({ ...hazard(), isKept: false }, clerk)).toBe(true);
    expect(maySeeHazard({ ...hazard(), isKept: false }, department)).toBe(false);
    expect(maySeeHazard({ ...hazard({ owner: 'DM23' }), isKept: false }, department)).toBe(true);
    expect(rolesAt(hazard({ owner: 'DM23' }), department)).toEqual(['department']);
    expect(rolesAt(hazard(), coordinator)).toEqual(['coordinator']);
  });

  it('and not the township when the report is about its own offices', () => {
    const kept = { ...hazard({ owner: 'C' }), isKept: true };
    expect(maySeeHazard(kept, clerk)).toBe(false);
    expect(maySeeHazard(kept, coordinator)).toBe(true);
  });
});

const shift = (from: number, to: number, change: Partial<Shift> = {}): Shift => ({
  id: `${from}`,
  organ: `T${TOWN}`,
  staffId: 1,
  duty: 'on-duty',
  startsAt: NOW + from * HOUR,
  endsAt: NOW + to * HOUR,
  ...change,
});

describe('a roster', () => {
  const shifts = [
    shift(0, 8),
    shift(8, 16, { staffId: 2 }),
    shift(20, 30, { staffId: 3 }),
    shift(16, 20, { organ: 'DM23' }),
  ];

  it('knows who is on duty in the very moment of a change', () => {
    expect(onDuty(shifts, `T${TOWN}`, NOW + 8 * HOUR).map(({ staffId }) => staffId)).toEqual([2]);
    expect(onDuty(shifts, `T${TOWN}`, NOW + 8 * HOUR - 1).map(({ staffId }) => staffId)).toEqual([1]);
  });

  it('finds where nobody is, and does not count another organ’s people', () => {
    expect(isGap(shifts, `T${TOWN}`, NOW + 17 * HOUR)).toBe(true);
    expect(isGap(shifts, 'DM23', NOW + 17 * HOUR)).toBe(false);
    const hours = (from: number, to: number) => ({ from: NOW + from * HOUR, to: NOW + to * HOUR });
    expect(gapsOf(shifts, `T${TOWN}`, NOW - HOUR, NOW + 40 * HOUR)).toEqual([
      hours(-1, 0),
      hours(16, 20),
      hours(30, 40),
    ]);
    expect(gapsOf([], 'DM23', NOW, NOW + HOUR)).toEqual([hours(0, 1)]);
    expect(gapsOf([shift(0, 8), shift(2, 4)], `T${TOWN}`, NOW, NOW + 8 * HOUR)).toEqual([]);
  });

  it('keeps nobody awake for more than a day, nor twice at once', () => {
    expect(shiftFaults({ startsAt: NOW, endsAt: NOW + 25 * HOUR }, NOW)[0]?.text).toContain('24 小时');
    expect(shiftFaults({ startsAt: NOW, endsAt: NOW + 24 * HOUR }, NOW)).toEqual([]);
    expect(shiftFaults({ startsAt: NOW - 2 * HOUR, endsAt: NOW }, NOW)[0]?.text).toContain('过去');
    expect(overlaps(shifts, 1, NOW + 7 * HOUR, NOW + 9 * HOUR)).toBe(true);
    expect(overlaps(shifts, 1, NOW + 8 * HOUR, NOW + 9 * HOUR)).toBe(false);
  });
});

const notice = (change: Partial<StoredNotice> = {}): StoredNotice => ({
  id: 'a',
  townships: [TOWN],
  kind: 'flood-drought',
  level: 'orange',
  title: '暴雨',
  whatToDo: '不要过河。',
  startsAt: NOW,
  endsAt: NOW + HOUR,
  organ: `T${TOWN}`,
  publishedBy: 1,
  publishedAt: NOW,
  withdrawnAt: null,
  withdrawnBy: null,
  ...change,
});

describe('a public notice', () => {
  it('begins and ends by itself', () => {
    expect(isInForce(notice(), NOW - 1)).toBe(false);
    expect(isInForce(notice(), NOW)).toBe(true);
    expect(isInForce(notice(), NOW + HOUR - 1)).toBe(true);
    expect(isInForce(notice(), NOW + HOUR)).toBe(false);
    expect(isInForce(notice({ withdrawnAt: NOW }), NOW)).toBe(false);
  });

  it('is shown in the townships concerned, the gravest first; those of the city are shown everywhere', () => {
    const all = [
      notice({ id: 'b', level: 'none' }),
      notice({ id: 'r', level: 'red' }),
      notice({ id: 'city', townships: [], level: 'blue' }),
    ];
    expect(noticesFor(all, TOWN, NOW).map(({ id }) => id)).toEqual(['r', 'city', 'b']);
    expect(noticesFor(all, '370883101', NOW).map(({ id }) => id)).toEqual(['city']);
    expect(noticesFor(all, null, NOW).map(({ id }) => id)).toEqual(['city']);
  });

  it('has an end, and is for one’s own townships', () => {
    const fields = {
      kind: 'geology',
      level: 'red',
      title: '塌陷',
      whatToDo: '绕行。',
      townships: [TOWN],
      startsAt: NOW,
      endsAt: NOW + HOUR,
    };
    expect(noticeFaults(fields, [TOWN], NOW)).toEqual([]);
    expect(noticeFaults({ ...fields, townships: [] }, null, NOW)).toEqual([]);
    expect(noticeFaults({ ...fields, townships: [] }, [TOWN], NOW)[0]?.field).toBe('townships');
    expect(noticeFaults({ ...fields, townships: ['370883101'] }, [TOWN], NOW)[0]?.field).toBe('townships');
    expect(noticeFaults({ ...fields, endsAt: null }, null, NOW)[0]?.text).toContain('自己撤下');
    expect(noticeFaults({ ...fields, endsAt: NOW + 31 * 24 * HOUR }, null, NOW)[0]?.text).toContain('30 天');
    expect(noticeFaults({ ...fields, whatToDo: '\n' }, null, NOW)[0]?.field).toBe('whatToDo');
  });
});
