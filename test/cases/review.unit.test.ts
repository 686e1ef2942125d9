import { describe, expect, it } from 'vitest';
import { NO_HANDLING } from '../../worker/cases/handling.contract.ts';
import { REVIEW_FROM, SIGNALS } from '../../worker/cases/review.data.ts';
import {
  gist,
  needsReview,
  neighbourhood,
  readForm,
  reviewed,
  reviewOf,
  signalsOf,
  writeForm,
} from '../../worker/cases/review.rules.ts';
import { Echoes } from '../../worker/platform/echoes.ts';

const TEXT = '有个厂子夜里往河里排黑水，气味很重，已经一个多月了。';
const CALM = { seconds: 180, isFilled: false };
const told = (change: Partial<{ text: string; wish: string; source: 'widget' | 'page' | 'lite' | 'api' }> = {}) => ({
  text: TEXT,
  wish: '',
  source: 'widget' as const,
  ...change,
});

describe('what our pages say of themselves', () => {
  it('is read as it was written, and nothing else is', () => {
    for (const form of [CALM, { seconds: 0, isFilled: true }]) expect(readForm(writeForm(form))).toEqual(form);
    expect(writeForm({ seconds: -3.4, isFilled: false })).toBe('0');
    for (const wrong of ['', '-1', '1.5', '83;', '83;filled;x', '99999999', 'abc', '83 '])
      expect(readForm(wrong)).toBeNull();
  });
});

describe('a person', () => {
  it.each([
    ['an ordinary case', told(), CALM, 1],
    ['an old person who took an hour', told(), { seconds: 3600, isFilled: false }, 1],
    ['somebody who comes back to a draft and sends it at once', told(), { seconds: 4, isFilled: false }, 1],
    ['a village hall where ten people say the same', told(), CALM, 10],
    ['somebody who was cheated by three web sites', told({ text: '骗钱的：http://a.cn www.b.com c.top' }), CALM, 1],
    ['somebody beside themselves', told({ text: '救命'.repeat(20) }), CALM, 1],
    ['a program of another office', told({ source: 'api' }), null, 1],
    ['a browser that lost the header', told(), null, 1],
  ] as const)('%s is not held for a machine', (_who, submission, form, echoes) => {
    expect(reviewOf(signalsOf(submission, form, echoes))).toBeNull();
  });
});

describe('a machine', () => {
  it.each([
    ['fills in what nobody sees', told(), { seconds: 60, isFilled: true }, 1, ['filled']],
    [
      'is too fast for its links',
      told({ text: `${'看 https://a.example/x '.repeat(3)}` }),
      { seconds: 2, isFilled: false },
      1,
      ['fast', 'links'],
    ],
    ['sends the same five times past the page', told(), null, 5, ['untimed', 'echo']],
    ['floods as a program', told({ source: 'api' }), null, 20, ['echo', 'flood']],
    ['types nonsense at once', told({ text: '啊'.repeat(30) }), { seconds: 1, isFilled: false }, 1, ['fast', 'noise']],
  ] as const)('that %s is', (_what, submission, form, echoes, signals) => {
    const review = reviewOf(signalsOf(submission, form, echoes));
    expect(review).toEqual({
      score: signals.reduce((sum, signal) => sum + SIGNALS[signal].weight, 0),
      signals,
    });
    expect(review?.score).toBeGreaterThanOrEqual(REVIEW_FROM);
  });

  it('gains nothing by numbering its texts', () => {
    expect(gist(`${TEXT} 第 1 件`)).toBe(gist(`${TEXT}第２件！！`));
    expect(gist('Ｈｅｌｌｏ wor1d')).toBe('helloword');
  });
});

describe('an address', () => {
  it.each([
    ['203.0.113.7', '203.0.113'],
    ['2001:db8:1:2:3::4', '2001:db8:1'],
    ['local', 'local'],
  ])('%s has its neighbours', (address, prefix) => expect(neighbourhood(address)).toBe(prefix));
});

describe('echoes', () => {
  it('count voices, not retries, and are forgotten after a quiet hour', () => {
    const echoes = new Echoes();
    const hour = 3_600_000;
    expect(['a', 'a', 'b'].map((voice) => echoes.hear('x', voice, 0))).toEqual([1, 1, 2]);
    expect(echoes.hear('y', 'a', 0)).toBe(1);
    expect(echoes.hear('x', 'c', hour)).toBe(3);
    expect(echoes.hear('x', 'd', 2 * hour + 1)).toBe(1);
  });

  it('stay small under a flood of texts and of voices', () => {
    const echoes = new Echoes();
    echoes.hear('first', 'a', 0);
    for (let n = 0; n < 5000; n++) echoes.hear(`text ${n}`, 'a', 1);
    expect(echoes.hear('first', 'b', 2)).toBe(1);
    let most = 0;
    for (let n = 0; n < 500; n++) most = echoes.hear('same', `voice ${n}`, 3);
    expect(most).toBe(100);
  });
});

describe('who has been looked at', () => {
  const review = { score: 60, signals: ['filled'] };
  it('is not looked at first any more, and stays so', () => {
    const handling = { ...NO_HANDLING, review };
    expect(needsReview({ handling, state: 'submitted' })).toBe(true);
    expect(needsReview({ handling, state: 'withdrawn' })).toBe(false);
    const seen = reviewed(handling, 7);
    expect(seen.review).toEqual({ ...review, clearedAt: 7 });
    expect(needsReview({ handling: seen, state: 'submitted' })).toBe(false);
    expect(reviewed(seen, 9)).toBe(seen);
    expect(reviewed(NO_HANDLING, 9)).toBe(NO_HANDLING);
    expect(needsReview({ handling: null, state: 'submitted' })).toBe(false);
  });
});
