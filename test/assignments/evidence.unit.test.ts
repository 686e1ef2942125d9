import { describe, expect, it } from 'vitest';
import { dutiesOfCase, isKeptFrom, isLateAt, type TakenStep } from '../../worker/assignments/evidence.rules.ts';

const HOUR = 3_600_000;
const row = (steps: [string, object?][], more: object = {}) => ({
  id: 7,
  territorialCode: 'D04-001',
  itemCode: null,
  dueAt: 100 * HOUR,
  closedAt: null,
  history: steps.map(
    ([action, parts], at): TakenStep => ({
      seq: at + 1,
      at: (at + 1) * HOUR,
      action,
      ...(parts as Partial<TakenStep>),
    }),
  ),
  ...more,
});
const assign = (lead: string): [string, object] => ['assign', { by: 1, data: { lead } }];

describe('the evidence of duty', () => {
  it('says what fell to whom by which entry, when they acted and when it was done', () => {
    const [duty] = dutiesOfCase(
      row([['submit'], ['accept', { by: 1 }], assign('DM17'), ['start', { by: 2 }], ['answer', { by: 2 }]]),
      [],
    );
    expect(duty).toMatchObject({
      organ: 'DM17',
      as: 'lead',
      entryCode: 'D04-001',
      fellAt: 3 * HOUR,
      actedAt: 4 * HOUR,
      doneAt: 5 * HOUR,
      dueAt: null,
      wasLate: false,
      isRefused: false,
    });
  });

  it('a return is a refusal by who had it, and the next one begins a stretch of its own', () => {
    const duties = dutiesOfCase(row([['submit'], assign('DM14'), ['return', { by: 2 }], assign('DM17')]), []);
    expect(duties).toMatchObject([
      { organ: 'DM14', isRefused: true, doneAt: 3 * HOUR },
      { organ: 'DM17', isRefused: false, doneAt: null, dueAt: 100 * HOUR },
    ]);
  });

  it('given back to the first one it is a second stretch; given to the same one twice it is one', () => {
    expect(dutiesOfCase(row([assign('DM17'), assign('DM14'), assign('DM17')]), []).map(({ seq }) => seq)).toEqual([
      1, 2, 3,
    ]);
    expect(dutiesOfCase(row([assign('DM17'), assign('DM17')]), [])).toHaveLength(1);
  });

  it('an answer that is sent back opens it again and is counted; lateness stays', () => {
    const steps: [string, object?][] = [
      assign('DM17'),
      ['answer', { by: 2 }],
      ['reject'],
      ['escalate'],
      ['answer', { by: 2 }],
    ];
    expect(dutiesOfCase(row(steps), [])).toMatchObject([{ reopened: 1, wasLate: true, doneAt: 5 * HOUR }]);
  });

  it('what a job, the citizen or a co-handler does is not counted as acting', () => {
    const steps: [string, object?][] = [assign('DM17'), ['supplement'], ['part-answer', { by: 5 }], ['escalate']];
    expect(dutiesOfCase(row(steps), [])).toMatchObject([{ actedAt: null, wasLate: true }]);
  });

  it('helpers are told apart: what is of a township cooperates, a department supports, neither leads', () => {
    const part = (organ: string, answeredAt: number | null) => ({
      organ,
      seq: 1,
      askedAt: HOUR,
      dueAt: 9 * HOUR,
      answeredAt,
    });
    const duties = dutiesOfCase(row([assign('DM17')]), [part('DM14', 10 * HOUR), part('O370883107-O01', null)]);
    expect(duties.slice(1)).toMatchObject([
      { organ: 'DM14', as: 'supporting', wasLate: true },
      { organ: 'O370883107-O01', as: 'cooperating', wasLate: false, doneAt: null },
    ]);
    expect(duties.map((duty) => isLateAt(duty, 9 * HOUR + 1))).toEqual([false, true, true]);
  });
});

describe('whom a case is about', () => {
  const about = (kind: string, office: string) => ({
    kind,
    petitionKind: null,
    excluded: { offices: [office], departments: [] },
  });
  const leader = { keptFrom: { offices: [], departments: [] }, keptFromReports: ['O1', 'O2'] };
  it('does not learn of it from the record of duty either', () => {
    expect(isKeptFrom(about('report', 'O1'), leader)).toBe(true);
    expect(isKeptFrom(about('complaint', 'O1'), leader)).toBe(false);
    const own = { keptFrom: { offices: ['O1'], departments: ['M17'] }, keptFromReports: [] };
    expect(isKeptFrom(about('complaint', 'O1'), own)).toBe(true);
    expect(isKeptFrom({ ...about('report', 'O9'), excluded: { offices: [], departments: ['M17'] } }, own)).toBe(true);
    expect(isKeptFrom(about('report', 'O9'), own)).toBe(false);
  });
});
