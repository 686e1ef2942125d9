import { describe, expect, it } from 'vitest';
import {
  closedStart,
  NO_FILTER,
  pageOfQueue,
  QUEUE_PAGE,
  type QueueLine,
  rangeOf,
  readCursor,
  readFilter,
  soonUntil,
  urgencyOf,
  writeCursor,
} from '../../worker/cases/queue.rules.ts';
import { CALENDAR } from '../calendar/demonstration-calendar.ts';

const shanghai = (text: string) => Date.parse(`${text}+08:00`);

describe('how urgent a limit is', () => {
  it.each([
    ['2026-11-23T09:00', '2026-11-24T23:59:59.999', 'the next day'],
    ['2026-11-27T09:00', '2026-11-30T23:59:59.999', 'over a weekend'],
    ['2026-09-30T09:00', '2026-10-08T23:59:59.999', 'over the National Day holidays'],
    ['2026-10-09T09:00', '2026-10-10T23:59:59.999', 'a Saturday that is worked'],
  ])('at %s it is near until %s: %s', (now, until) => {
    expect(soonUntil(CALENDAR, shanghai(now))).toBe(shanghai(until));
  });

  it('overdue from the first moment after, near up to the last one, none without a limit', () => {
    expect(urgencyOf(9, 10, 20)).toBe('overdue');
    expect(urgencyOf(10, 10, 20)).toBe('soon');
    expect(urgencyOf(20, 10, 20)).toBe('soon');
    expect(urgencyOf(21, 10, 20)).toBe('later');
    expect(urgencyOf(null, 10, 20)).toBe('none');
  });

  it('the filter says the same as the warning, for every moment', () => {
    for (const due of ['overdue', 'soon', 'later'] as const) {
      const range = rangeOf(due, 10, 20);
      if (range === null || range === 'none') throw new Error('a range');
      for (let at = 0; at < 30; at++)
        expect([due, at, at >= (range.from ?? 0) && at < (range.to ?? 99)]).toEqual([
          due,
          at,
          urgencyOf(at, 10, 20) === due,
        ]);
    }
  });
});

describe('addresses of the queue', () => {
  it('a cursor comes back as it was; what is none begins anew', () => {
    for (const cursor of [
      { at: 1_795_000_000_000, id: 2 ** 52 - 1 },
      { at: null, id: 0 },
    ])
      expect(readCursor(writeCursor(cursor))).toEqual(cursor);
    for (const text of ['', '.', 'x', '1.2.3', "1.'--", '1.'.repeat(50)]) expect(readCursor(text)).toBeNull();
  });

  it('a cut through a character leaves something that can stand in an address', () => {
    const { domain } = readFilter(() => `${'长'.repeat(39)}😀`);
    expect(domain?.isWellFormed()).toBe(true);
  });

  it('a filter that nobody knows counts as none', () => {
    const asked: Record<string, string> = {
      kind: 'robbery',
      state: 'lost',
      due: "' OR 1=1",
      domain: '',
      until: '2026-02-30',
    };
    expect(readFilter((name) => asked[name])).toEqual(NO_FILTER);
    const known = { kind: 'hazard', state: 'accepted', due: 'soon', domain: '安全', review: 'without' };
    expect(readFilter((name) => (known as Record<string, string>)[name])).toEqual({ ...known, until: null });
    expect(readFilter((name) => ({ state: 'declined', until: '2026-11-23' })[name])).toEqual({
      ...NO_FILTER,
      state: 'declined',
      until: '2026-11-23',
    });
  });

  it('a closed list begins with the last moment of the day that is asked for, later pages after their line', () => {
    const filter = { ...NO_FILTER, until: '2026-11-23' };
    expect(closedStart(NO_FILTER, null)).toBeNull();
    expect(closedStart(filter, null)?.at).toBe(shanghai('2026-11-23T23:59:59.999'));
    expect(closedStart(filter, { at: 5, id: 6 })).toEqual({ at: 5, id: 6 });
  });
});

describe('a page', () => {
  const lines = Array.from(
    { length: 400 },
    (_, id) => ({ id, dueAt: id, closedAt: null, kind: 'hazard' }) as unknown as QueueLine,
  );
  it('goes on after the last line looked at, whether it was shown or not', () => {
    const page = pageOfQueue(lines, 400, ({ id }) => id % 100 === 0);
    expect([page.lines.length, page.looked, page.next]).toEqual([4, 400, { at: 399, id: 399 }]);
    const full = pageOfQueue(lines, 400, () => true);
    expect([full.lines.length, full.next]).toEqual([QUEUE_PAGE, { at: 49, id: 49 }]);
  });

  it('ends where there is no more', () => {
    expect(pageOfQueue(lines.slice(0, QUEUE_PAGE), QUEUE_PAGE + 1, () => true).next).toBeNull();
    expect(pageOfQueue([], QUEUE_PAGE + 1, () => true)).toEqual({ lines: [], next: null, looked: 0 });
  });
});
