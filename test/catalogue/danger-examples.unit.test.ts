import { describe, expect, it } from 'vitest';
import { checkCatalogue } from '../../worker/catalogue/check.rules.ts';
import { dangerExamples } from '../../worker/catalogue/danger-examples.rules.ts';
import { withFile } from './catalogue-files.ts';

const dangers = {
  patterns: [{ kind: 'fall', who: ['@人', '狗'], happens: ['掉井里了'] }],
  slots: { 人: ['俺爹'], 哪里: ['村头'], 刚才: ['刚才'], 急着: ['快来'], 平常头: ['去年'], 平常尾: ['能报销不'] },
};

describe('examples of danger', () => {
  it('are built from who, what, where and how urgently', () => {
    const { alarms } = dangerExamples(dangers);
    expect(alarms[0]).toEqual({ kind: 'fall', text: '掉井里了' });
    expect(alarms.map(({ text }) => text)).toContain('掉井里了快来');
    expect(alarms.at(-1)?.text).toMatch(/^刚才村头(俺爹|狗)掉井里了快来$/);
    for (const { text } of alarms) expect(text).not.toContain('@');
  });

  it('have calm ones beside them, of the same words', () => {
    const { calm } = dangerExamples(dangers);
    expect(calm).toHaveLength(4);
    for (const sentence of calm) expect(sentence).toMatch(/^去年.*掉井里了|掉井里了.*能报销不$/);
  });

  it('leave out what has no words, rather than call an alarm calm', () => {
    const { alarms, calm } = dangerExamples({ ...dangers, slots: {} });
    expect(calm).toEqual([]);
    expect(alarms.every(({ text }) => text.includes('掉井里了'))).toBe(true);
  });

  it('are calm for what is everyday, whoever tells of it', () => {
    const { calm } = dangerExamples({ patterns: [], slots: { ...dangers.slots, 平常事: ['退休了'] } });
    expect(calm).toEqual(['退休了', '俺爹退休了', '俺爹退休了能报销不']);
  });

  it('are the same each time', () => {
    expect(dangerExamples(dangers)).toEqual(dangerExamples(dangers));
  });
});

describe('a pattern', () => {
  it('that names words which are not there is a fault that says which there are', () => {
    const files = withFile('search/emergency_patterns.csv', 'kind,who,happens,reason\nfire,@亲戚;@人,着火了,火\n');
    const result = checkCatalogue(files);
    expect(result.ok ? [] : result.faults).toMatchObject([
      {
        file: 'search/emergency_patterns.csv',
        row: 2,
        column: 'who',
        found: '@亲戚',
        expected: expect.stringContaining('人、'),
      },
    ]);
  });
});
