// How danger is told from everything else, and how little is said about it when it only may be one.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dangerExamples } from '../../worker/catalogue/danger-examples.rules.ts';
import { ALARM_CELLS, alarmCellsOf, alarmOdds } from '../../worker/search/alarm.rules.ts';
import { trainAlarm } from '../../worker/search/alarm-training.rules.ts';
import { ask, buildEngine } from '../../worker/search/ask.rules.ts';
import { trainDials } from '../../worker/search/dial-training.rules.ts';
import type { SearchKnowledge } from '../../worker/search/search.contract.ts';

const { alarms, calm } = dangerExamples({
  patterns: [
    { kind: 'injury', who: ['@人'], happens: ['掉井里了', '让车轧了', '喘不上气', '叫不醒了'] },
    { kind: 'fire', who: ['灶房', '草垛'], happens: ['冒烟了', '烧起来了'] },
  ],
  slots: {
    人: ['俺爹', '孩子', '有人'],
    哪里: ['路上', '村头'],
    刚才: ['刚才', '正'],
    急着: ['快来人', '救命', '咋办'],
    平常头: ['去年', '万一'],
    平常尾: ['能申请救助不', '咋报销', '户口怎么销'],
  },
});
const services = ['低保怎么申请', '社保卡丢了咋补', '身份证在哪办', '医保咋报销', '户口怎么迁', '老人卡在哪办'];
const told = alarms.map(({ text }) => text);
const dials = trainDials(alarms.map(({ kind, text }) => ({ dial: kind === 'fire' ? '119' : '120', text })));
const model = { ...trainAlarm(told, [...calm, ...services]), dials };

describe('the alarm', () => {
  it.each(['俺爷掉井里了', '草垛烧起来了快来', '孩子叫不醒了', '刚才有人喘不上气'])('hears danger in: %s', (query) => {
    expect(alarmOdds(model, query)).toBeGreaterThan(0);
  });

  it.each(['低保咋申请', '去年让车轧了能申请救助不', '掉井里了户口怎么销'])('hears none in: %s', (query) => {
    expect(alarmOdds(model, query)).toBeLessThan(0);
  });

  it('is learnt the same from the same sentences', () => {
    expect({ ...trainAlarm(told, [...calm, ...services]), dials }).toEqual(model);
  });

  it('needs no character that JSON would have to escape', () => {
    expect(JSON.stringify(model.cells)).toBe(`"${model.cells}"`);
  });

  it('never rings where nobody has written down a danger', () => {
    const quiet = { ...trainAlarm([], services), dials };
    for (const query of [...services, ...told]) expect(alarmOdds(quiet, query)).toBeLessThan(-10);
  });

  it('has odds for whatever is typed, from cells that exist', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(alarmOdds(model, text)).not.toBeNaN();
        for (const cell of alarmCellsOf(text)) expect(cell >= 0 && cell < ALARM_CELLS).toBe(true);
      }),
    );
  });
});

describe('what is said of danger', () => {
  const knowledge: SearchKnowledge = {
    emergencies: [['119', '着火了||', 0]],
    alarm: model,
    calm: ['演练'],
    elsewhere: [],
    hints: '',
    proofs: [],
    events: [['老人去世', ['叫不醒了 都得办'], []]],
  };
  const said = (query: string, change: Partial<SearchKnowledge> = {}) =>
    ask(buildEngine([], { ...knowledge, ...change }, {}), query, 5);
  /** The same model, surer or less sure of everything. */
  const shifted = (odds: number, query: string) => ({
    alarm: { ...model, bias: model.bias + odds - alarmOdds(model, query) },
  });

  it('comes first where it is as good as certain, with the number to dial', () => {
    expect(said('孩子掉井里')).toMatchObject({ emergency: { dial: '120' }, caution: false });
    expect(said('草垛烧起来')).toMatchObject({ emergency: { dial: '119' }, caution: false });
    // A clerk's own word decides.
    expect(said('孩子着火了')).toMatchObject({ emergency: { dial: '119' }, caution: false });
    const { alarm } = shifted(1, '飞船');
    expect(said('飞船', { alarm })).toMatchObject({ emergency: { dial: '110' }, caution: false });
  });

  it('is a quiet line where it may be, and nothing where it hardly is', () => {
    const query = '孩子掉井里';
    expect(said(query, shifted(-1, query))).toMatchObject({ emergency: null, caution: true });
    expect(said(query, shifted(-4, query))).toMatchObject({ emergency: null, caution: false });
  });

  it('is no alarm beside a word that says that all is calm', () => {
    expect(said('孩子掉井里了演练')).toMatchObject({ emergency: null });
  });

  it('goes by a clerk’s own words too, also where nothing was learnt', () => {
    const { alarm: _, ...older } = knowledge;
    const engine = buildEngine([], older, {});
    expect(ask(engine, '俺家着火了', 5)).toMatchObject({ emergency: { dial: '119' }, caution: false });
    expect(ask(engine, '低保', 5)).toMatchObject({ emergency: null, caution: false });
  });

  it('understands traditional characters, and learns nothing of letters', () => {
    const query = '孩子讓車軋了';
    const sounds = { runs: 'a1', traditional: '讓让車车軋轧' };
    const { alarm } = shifted(0.1, '孩子让车轧了');
    const answer = (table: typeof sounds | object) =>
      ask(buildEngine([], { ...knowledge, emergencies: [], alarm }, table), query, 5).emergency;
    expect(answer(sounds)).toEqual({ dial: '120' });
    expect(answer({ ...sounds, traditional: '' })).toBe(null);
    expect(said('haizi')).toMatchObject({ emergency: null, caution: false });
    expect(said('120', shifted(1, '120'))).toMatchObject({ emergency: { dial: '120' } });
  });
});
