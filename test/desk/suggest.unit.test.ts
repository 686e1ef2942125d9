import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadSearchEngine } from '../../tasks/search-engine.ts';
import { partsOf, suggest } from '../../worker/desk/suggest.rules.ts';
import { MAX_QUERY_LENGTH } from '../../worker/search/search.rules.ts';

const { engine } = loadSearchEngine();
const first = (text: string) => suggest(engine, [text]).entries[0]?.code;

describe('the suggested entry of the list', () => {
  it.each([
    ['有个厂子夜里往河里排黑水，气味很重，已经一个多月了。', 'D03-019'],
    ['村西头那个养猪场，天一热臭得开不了窗，粪水直接流到沟里。孩子天天咳嗽。找过村里，村里说管不了。', 'D03-020'],
    ['我在工地干了三个月，老板一直拖着不给工钱，一共一万二。打电话也不接。', 'D12-078'],
    ['您好。我姓王，是本村的。家里的事先不说了。想说的是隔壁没批宅基地就盖房子，违法占地建房。', 'D01-001'],
  ])('%s → %s', (text, code) => {
    expect(first(text)).toBe(code);
  });

  it('of a text that two entries may claim, both are named', () => {
    // A house on farmland: the one is about the land, the other about the house.
    const { entries } = suggest(engine, ['隔壁没有手续就在耕地上盖房子，违法占地建房。']);
    expect(entries.map(({ code }) => code).sort()).toEqual(['D01-001', 'D02-010']);
  });

  it('quotes the words that led there, and they stand in the text', () => {
    const text =
      '我姓王。有个厂子夜里往河里排黑水，气味很重，已经一个多月了。别的没有了，谢谢你们的辛苦工作，请尽快来看一看。';
    const [entry] = suggest(engine, [text]).entries;
    expect(entry?.because).toContain('排黑水');
    expect(text.replaceAll('。', '，')).toContain(entry?.because.replace('…', '') ?? '?');
  });

  it('a service item is named as one', () => {
    expect(suggest(engine, ['我妈八十多了，想问高龄补贴怎么办，要带什么。']).item?.code).toBe('T015');
  });

  it('whatever is written: short parts, few entries, each once', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 300 }), { maxLength: 3 }), (texts) => {
        for (const text of texts)
          for (const part of partsOf(text)) expect(part.length).toBeLessThanOrEqual(MAX_QUERY_LENGTH);
        const { entries } = suggest(engine, texts);
        expect(entries.length).toBeLessThanOrEqual(3);
        expect(new Set(entries.map(({ code }) => code)).size).toBe(entries.length);
      }),
      { numRuns: 60, seed: 20_261_123 },
    );
  });
});
