import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CLOCK_RULES, EXTENSIONS } from '../../worker/cases/clocks.data.ts';
import type { Step } from '../../worker/cases/history.rules.ts';
import type { NoticeFacts } from '../../worker/cases/notice-words.rules.ts';
import { noticeDocument } from '../../worker/cases/notice-words.rules.ts';
import { NOTICE_KINDS, type NoticeKind } from '../../worker/cases/notices.contract.ts';
import { ARTICLES, NOTICE_FORMS, PETITION_CONTENT } from '../../worker/cases/notices.data.ts';
import {
  chineseDay,
  mayName,
  numberText,
  organNames,
  possibleNotices,
  seriesOf,
} from '../../worker/cases/notices.rules.ts';
import { additionTo, ownWords } from '../../worker/cases/plan-parts.rules.ts';

const at = (day: string) => Date.parse(`${day}T09:00:00+08:00`);
const step = (action: string, day: string) => ({ action, at: at(day) }) as Step;
const clock = (id: string, day: string | null, metAt: number | null = null) => ({
  id,
  start: '2026-11-02',
  pauses: [],
  day,
  provisional: false,
  metAt,
});

const facts = (change: Partial<NoticeFacts['case']> = {}, more: Partial<NoticeFacts> = {}): NoticeFacts => ({
  case: {
    kind: 'complaint',
    petitionKind: null,
    identity: 'named',
    state: 'accepted',
    createdAt: at('2026-11-02'),
    clocks: [clock('C39', '2026-11-09')],
    history: [step('accept', '2026-11-03')],
    handling: null,
    ...change,
  },
  receiptNumber: 'AAAA-BBBB',
  text: '路灯坏了。',
  name: '某某',
  organ: '某某镇人民政府',
  mark: '某某镇告',
  handler: '某某镇窗口',
  note: '这是原话。',
  delivered: '《受理告知书》某某镇告〔2026〕1号',
  day: '2026-11-03',
  ...more,
});
const petition = { kind: 'petition', petitionKind: 'grievance' } as const;

describe('what notices rest on', () => {
  const rows = readFileSync(join(import.meta.dirname, '../../catalogue/law_clocks.csv'), 'utf8').split('\n');
  it('stands in the list of limits, article by article', () => {
    const sourceOf = (id: string) => rows.find((row) => row.startsWith(`${id},`)) ?? '';
    for (const [id, article] of Object.entries(ARTICLES)) expect(sourceOf(id), id).toContain(article);
  });

  it('is never an article from elsewhere', () => {
    const known = [
      ...Object.values(ARTICLES),
      PETITION_CONTENT,
      ...CLOCK_RULES.map(({ basis }) => basis),
      ...Object.values(EXTENSIONS).map(({ basis }) => basis),
    ];
    for (const kind of NOTICE_KINDS)
      for (const of of [{}, petition, { kind: 'dispute' } as const, { kind: 'hazard' } as const])
        for (const basis of noticeDocument(kind, facts(of)).basis) expect(known).toContain(basis);
  });
});

describe('what a notice says', () => {
  it('of acceptance: the limits that run, not the one that it meets', () => {
    const clocks = [clock('C02', '2026-11-17', at('2026-11-03')), clock('C05', '2027-01-04')];
    const { facts: lines, basis } = noticeDocument('acceptance', facts({ ...petition, clocks }));
    expect(lines.map(({ value }) => value)).toEqual(['某某镇窗口', '2027年1月4日以前（60 天，含休息日，从受理起算）']);
    expect(basis).toEqual(['《信访工作条例》第二十三条', '《信访工作条例》第三十四条']);
  });

  it('of an extension: how much longer, until when, why', () => {
    const handling = { extensions: [{ clock: 'C39', days: 5, grantedAt: 0 }], mediation: null } as never;
    const { facts: lines, quoted } = noticeDocument('extension', facts({ handling }));
    expect(lines).toEqual([
      { label: '延长', value: '5 个工作日' },
      { label: '新的期限', value: '2026年11月9日以前' },
    ]);
    expect(quoted?.text).toBe('这是原话。');
  });

  it('of an answer: until when it can be sent back; the review for a grievance only', () => {
    const history = [step('accept', '2026-11-03'), step('answer', '2026-11-05')];
    const plain = noticeDocument('answer', facts({ history })).next;
    expect(plain).toHaveLength(1);
    expect(plain[0]).toContain('2026年11月20日以前可以退回重办一次');
    expect(noticeDocument('answer', facts({ history, ...petition })).next[1]).toContain(
      '30 天内，向上一级机关请求复查',
    );
    const long = noticeDocument('answer', facts({ history }, { text: '𠮷'.repeat(500) })).facts[0]?.value ?? '';
    expect([...long].length).toBe(202);
    expect(long.isWellFormed()).toBe(true);
  });

  it('of an agreement: confirmation by a court, with its last day, free; both sign', () => {
    const mediation = { consent: {}, sessions: [], outcome: 'agreed', agreedOn: '2026-11-05', confirmBy: '2026-12-07' };
    const document = noticeDocument(
      'mediation',
      facts({ kind: 'dispute', handling: { mediation, extensions: [] } as never }),
    );
    expect(document.next[0]).toContain('（2026年12月7日以前）');
    expect(document.next[0]).toContain('不收费');
    expect(document.signatures).toHaveLength(3);
    expect(document.seal).toBe('＿＿＿＿＿＿＿＿（调解委员会盖章）');
    expect(noticeDocument('answer', facts()).seal).toBeUndefined();
  });

  it('of an agreement: who gave a name stands in it; the other side writes its own', () => {
    const sides = (name: string | null) =>
      noticeDocument('mediation', facts({ kind: 'dispute' }, { name })).facts.map(({ value }) => value);
    expect([sides('某某'), sides(null)]).toEqual([
      ['某某', ''],
      ['', ''],
    ]);
  });

  it('what was put under a note is not part of what a person wrote', () => {
    for (const [action, data] of [
      ['mediation-agreement', { agreedOn: '2026-11-05', confirmBy: '2026-12-05' }],
      ['extend', { clock: 'C39', days: 5, until: '2026-11-16' }],
    ] as const) {
      const addition = additionTo(action, data);
      expect(addition).toContain('2026-1');
      expect(ownWords({ action, data }, `各退一步。\n${addition}`)).toBe('各退一步。');
      expect(ownWords({ action, data }, '各退一步。')).toBe('各退一步。');
    }
    expect(ownWords({ action: 'answer' }, '修好了。\n谢谢。')).toBe('修好了。\n谢谢。');
  });

  it.each(NOTICE_KINDS)('%s: has a title, a number, nothing undefined, and no empty sentence', (kind: NoticeKind) => {
    for (const name of ['某某', null]) {
      const document = noticeDocument(kind, facts({}, { name, note: '' }));
      expect(document.title).toBe(NOTICE_FORMS[kind].title);
      expect(document.addressee).toBe(name ?? '回执号 AAAA-BBBB 的提交人');
      expect(JSON.stringify(document)).not.toMatch(/undefined|null以|NaN|（）/);
    }
  });
});

describe('who makes a notice out', () => {
  const directory = {
    divisions: [
      { code: '370883', name: '邹城市', kind: 'city', parentCode: '' },
      { code: '370883107', name: '太平镇', kind: 'town', parentCode: '370883' },
      { code: '370883001', name: '钢山街道', kind: 'subdistrict', parentCode: '370883' },
    ],
    departments: [{ code: 'M03', name: '某某局' }],
    offices: [],
    officeTypes: [],
  } as never;
  it.each([
    [{ townshipCode: '370883107', departmentCode: null }, 'T370883107', '邹城市太平镇人民政府', '太平镇告'],
    [{ townshipCode: '370883001', departmentCode: null }, 'T370883001', '邹城市钢山街道办事处', '钢山街道告'],
    [{ townshipCode: null, departmentCode: 'M03' }, 'DM03', '某某局', '某某局告'],
    [{ townshipCode: null, departmentCode: null }, 'C', '统筹办', '统筹办告'],
  ])('%s', (staff, series, full, mark) => {
    expect(seriesOf(staff)).toBe(series);
    expect(organNames(series, directory)).toEqual({ full, mark });
  });

  it('numbers and days as they are printed', () => {
    expect(numberText('太平镇告', 2026, 12)).toBe('太平镇告〔2026〕12号');
    expect(chineseDay('2026-01-05')).toBe('2026年1月5日');
  });
});

describe('which notices are possible', () => {
  it.each([
    ['before anything has happened: none', { state: 'submitted', history: [] }, false, []],
    ['once declined', { state: 'declined', history: [step('decline', '2026-11-03')] }, false, ['refusal']],
    [
      'declined earlier and taken up again: no refusal',
      { state: 'accepted', history: [step('decline', '2026-11-03')] },
      false,
      [],
    ],
    [
      'with one made out: its delivery',
      { state: 'accepted', history: [step('accept', '2026-11-03')] },
      true,
      ['acceptance', 'delivery'],
    ],
  ] as const)('%s', (_name, of, hasOne, kinds) => {
    expect(possibleNotices(facts(of).case, hasOne)).toEqual(kinds);
  });

  it('names nobody who asked for it, nor whoever reports', () => {
    const of = { identity: 'named', kind: 'complaint', petitionKind: null } as const;
    expect(mayName(of)).toBe(true);
    expect(mayName({ ...of, identity: 'sealed' })).toBe(false);
    expect(mayName({ ...of, kind: 'report' })).toBe(false);
    expect(mayName({ ...of, kind: 'petition', petitionKind: 'accusation' })).toBe(false);
  });
});
