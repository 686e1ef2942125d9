import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { submissionSchema } from '#cases/contract';
import { type Answers, bodyOf, faultsOf, noAnswers, STEPS, stepOfPointer } from '../../widget/frame/answers.ts';
import { CAUSES, detailsOf, outcomeOf } from '../../widget/frame/kinds.ts';
import { en } from '../../widget/frame/messages.en.ts';
import { messages } from '../../widget/frame/messages.ts';
import { zhHant } from '../../widget/frame/messages.zh-Hant.ts';
import { settingsOf } from '../../widget/frame/settings.ts';
import { statusMessages } from '../../widget/frame/tracking.messages.ts';

const answered = (change: Partial<Answers> = {}): Answers => ({
  ...noAnswers('370883105'),
  cause: 'wrong',
  detail: 'seen',
  text: '半夜往河里排黑水',
  identity: 'anonymous',
  isGroup: 'one',
  ...change,
});

describe('two plain questions', () => {
  it('settle one of the six kinds, or lead to help or to tracking', () => {
    const outcomes = CAUSES.flatMap((cause) => detailsOf(cause).map((detail) => outcomeOf(cause, detail)));
    const kinds = outcomes.map((outcome) => (typeof outcome === 'string' ? outcome : outcome?.kind));
    expect(new Set(kinds)).toEqual(
      new Set(['dispute', 'complaint', 'hazard', 'danger', 'report', 'petition', 'consultation', 'track']),
    );
  });
});

describe('the body that is sent', () => {
  it.each(
    CAUSES.flatMap((cause) => detailsOf(cause).map((detail) => [cause, detail] as const)).filter(
      ([cause, detail]) => typeof outcomeOf(cause, detail) === 'object',
    ),
  )('of %s, %s is what the service expects', (cause, detail) => {
    for (const identity of ['named', 'sealed', 'anonymous'] as const) {
      const answers = answered({
        cause,
        detail,
        identity,
        name: '老王',
        phone: ' １３８ 0000 0000',
        village: '370883105001',
      });
      const whole = v.safeParse(submissionSchema, bodyOf(answers, 'widget', 'https://example.gov.cn'));
      expect(whole.issues).toBeUndefined();
    }
  });

  it('carries no name of somebody who chose to stay anonymous after writing one', () => {
    const body = bodyOf(answered({ name: '老王', phone: '13800000000' }), 'page', null);
    expect(JSON.stringify(body)).not.toMatch(/老王|138/);
  });

  it('takes the suggestion unless the citizen said otherwise', () => {
    const seems = { kind: 'territorial', code: 'D10-055', name: '', lead: '' } as const;
    expect(bodyOf(answered({ seems }), 'page', null)?.territorialCode).toBe('D10-055');
    expect(bodyOf(answered({ seems, pick: null }), 'page', null)?.territorialCode).toBeNull();
  });
});

describe('every limit', () => {
  it.each([
    ['what', { text: '短' }, 'text'],
    ['what', { text: '长'.repeat(5001) }, 'text'],
    ['what', { wish: '长'.repeat(1001) }, 'wish'],
    ['where', { township: '' }, 'township'],
    ['where', { place: '长'.repeat(201) }, 'place'],
    ['about', { persons: '长'.repeat(201) }, 'persons'],
    ['about', { offices: Array<string>(11).fill('a') }, 'offices'],
    ['reach', { identity: 'named', name: '' }, 'name'],
    ['reach', { identity: 'named', name: '老王', phone: '无' }, 'phone'],
    ['many', { isGroup: 'many', group: '1' }, 'group'],
  ] as const)('on the page %s is told beside its field', (step, change, field) => {
    const faults = faultsOf(step, answered(change as Partial<Answers>), messages);
    expect(faults.map((fault) => fault.field)).toContain(field);
    expect(faults[0]?.text).not.toBe('');
  });

  it('of the service leads to the page that asks for it', () => {
    for (const pointer of [
      '/text',
      '/township',
      '/about/offices',
      '/person/phone',
      '/group',
      '/consent/notice',
      '/kind',
    ])
      expect(STEPS).toContain(stepOfPointer(pointer));
    expect(stepOfPointer('/person/phone')).toBe('reach');
  });
});

describe('the address', () => {
  const of = (query: string, change = {}) =>
    settingsOf({ path: '/intake', query, referrer: '', isFramed: false, ...change });

  it('takes nothing that is not what it seems', () => {
    expect(of('?township=<b>&code=../x&lang=xx&mode=y')).toMatchObject({
      township: '',
      code: '',
      language: 'zh-CN',
      isElder: false,
    });
  });
  it('knows the door, the device and the site around', () => {
    expect(of('', { path: '/track' }).door).toBe('track');
    expect(of('?door=track').door).toBe('track');
    expect(of('?shared=1').isShared).toBe(true);
    const framed = { isFramed: true, referrer: 'https://town.gov.cn/a?b=c' };
    expect(of('', framed).site).toBe('https://town.gov.cn');
  });
});

describe('languages', () => {
  const slots = (texts: object): string[] =>
    Object.entries(texts).flatMap(([name, text]) =>
      typeof text === 'string'
        ? [`${name} ${text.split('{}').length}`]
        : Object.entries(slots(text as object)).map(([, line]) => `${name}.${line}`),
    );
  it.each([
    ['zh-Hant', zhHant],
    ['en', en],
  ])('%s is complete, with a place for every value', (_, texts) => {
    expect(slots(texts)).toEqual(slots({ ...messages, status: statusMessages }));
  });
});
