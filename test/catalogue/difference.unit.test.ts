import { describe, expect, it } from 'vitest';
import { carryOver } from '../../worker/catalogue/carrying.rules.ts';
import { checkCatalogue } from '../../worker/catalogue/check.rules.ts';
import { contentOf } from '../../worker/catalogue/content.rules.ts';
import { differenceOf, withoutOffice } from '../../worker/catalogue/difference.rules.ts';
import type { Learnt } from '../../worker/catalogue/learning.rules.ts';
import { type CatalogueFiles, demonstrationFiles, textOf } from './catalogue-files.ts';

const encoder = new TextEncoder();

function setWith(changes: Record<string, (text: string) => string> = {}) {
  const files: CatalogueFiles = demonstrationFiles();
  for (const [file, change] of Object.entries(changes)) files.set(file, encoder.encode(change(textOf(files, file))));
  const checked = checkCatalogue(files);
  if (!checked.ok) throw new Error(JSON.stringify(checked.faults.slice(0, 5)));
  return checked.set;
}
const before = setWith();
const withoutLine = (start: string) => (text: string) => text.replace(new RegExp(`^${start},.*\n?`, 'm'), '');
/** V53 goes, V54 comes instead; T001 costs more and takes longer. */
const after = setWith({
  'manifest.json': (text) => text.replace('2026.11-demo.1', '2026.12'),
  'village_items.csv': (text) =>
    `${withoutLine('V53')(text).trimEnd()}\nV54,新添的事项,民政,代办,T001,O20,身份证,5工作日,不收费,新叫法,unverified\n`,
  'replacements.csv': () => 'retired,replaced_by,reason\nV53,V54,合并\n',
  'township_items.csv': (text) =>
    text
      .replace(/^(T001,.*?),25工作日,25,工作日,/m, '$1,20工作日,20,工作日,')
      .replace(/^(T002,)最低生活保障边缘家庭认定/m, '$1低保边缘家庭认定'),
  'search/keywords.csv': (text) => `${text.trimEnd()}\nT003,刚有的叫法,alias,试\n`,
  'search/phrases.csv': (text) => text.replace(/^T00\d,.*\n/m, ''),
  'divisions.csv': (text) => text.replace('117.00,35.41', '117,35.410'),
});

describe('the difference between two sets', () => {
  const difference = differenceOf(before, after);
  const of = (file: string) => difference.files.find((one) => one.file === file);

  it('tells what was added, what is gone and what takes its place', () => {
    expect(of('village_items.csv')?.added.map(({ key, name }) => [key, name])).toEqual([['V54', '新添的事项']]);
    expect(of('village_items.csv')?.retired.map(({ key, replacedBy }) => [key, replacedBy])).toEqual([['V53', 'V54']]);
  });

  it('tells changes field by field', () => {
    const [first, second, ...others] = of('township_items.csv')?.changed ?? [];
    expect(others).toEqual([]);
    expect([first?.key, first?.fields]).toEqual([
      'T001',
      [
        { column: 'promised_limit', before: '25工作日', after: '20工作日' },
        { column: 'promised_value', before: '25', after: '20' },
      ],
    ]);
    expect(second?.fields).toEqual([{ column: 'name', before: '最低生活保障边缘家庭认定', after: '低保边缘家庭认定' }]);
    expect(difference.manifest).toEqual([{ column: 'version', before: '2026.11-demo.1', after: '2026.12' }]);
  });

  it('counts sentences of the search one by one, and numbers written otherwise as the same', () => {
    expect(of('search/phrases.csv')?.retired).toHaveLength(1);
    expect(of('search/phrases.csv')?.added).toEqual([]);
    expect(of('divisions.csv')).toBeUndefined();
  });

  it('of a set and itself is none, whatever the order of its rows', () => {
    const shuffled = {
      ...before,
      files: Object.fromEntries(Object.entries(before.files).map(([file, rows]) => [file, rows.toReversed()])),
    };
    expect(differenceOf(before, shuffled)).toEqual({ manifest: [], files: [] });
  });

  it('finds items that no office would answer for', () => {
    const { lists } = contentOf(before);
    expect(withoutOffice(['370883101'], ['T001', 'V99'], lists.itemOffices)).toEqual([
      { townshipCode: '370883101', itemCode: 'V99' },
    ]);
  });
});

describe('what the search goes on knowing', () => {
  const content = contentOf(before);
  const learnt: Learnt = {
    words: [...content.lists.serviceItems, ...content.lists.territorialItems].toReversed().map(({ code }) => ({
      code,
      words: `${code}强|${code}中|`,
      hints: '瘫',
      lift: 10,
    })),
    knowledge: { emergencies: [['119', '着火', 1]], calm: [], elsewhere: [], hints: 'x', proofs: [], events: [] },
    sounds: {
      runs: 'a1',
      heard: [...content.lists.serviceItems, ...content.lists.territorialItems]
        .toReversed()
        .map(({ code }) => `听${code}`),
    },
  };
  const names = new Map(
    [...content.lists.serviceItems, ...content.lists.territorialItems].map(({ code, name }) => [code, name]),
  );
  const { learnt: next, unlearnt, isWhole } = carryOver(learnt, names, content, contentOf(after));
  const wordsOf = (code: string) => next.words.find((entry) => entry.code === code);
  const at = (code: string) => next.words.findIndex((entry) => entry.code === code);

  it('is everything of entries that are as they were, in the order of codes, heard words with them', () => {
    expect(wordsOf('T010')).toEqual({ code: 'T010', words: 'T010强|T010中|', hints: '瘫', lift: 10 });
    expect(next.sounds.heard?.[at('T010')]).toBe('听T010');
    expect(next.words.map(({ code }) => code)).toEqual([
      ...contentOf(after)
        .lists.serviceItems.map(({ code }) => code)
        .sort(),
      ...contentOf(after)
        .lists.territorialItems.map(({ code }) => code)
        .sort(),
    ]);
  });

  it('is the aliases of an entry that is new or has another name: what was learnt of the old one misleads', () => {
    expect(wordsOf('V54')).toEqual({ code: 'V54', words: '新叫法||', hints: '', lift: 0 });
    expect(wordsOf('T002')?.words).not.toContain('T002强');
    expect(wordsOf('T002')?.words).toContain('低保边缘户');
    expect(next.sounds.heard?.[at('V54')]).toBe('');
  });

  it('is what was learnt and the new keyword where only words were added', () => {
    expect(wordsOf('T003')?.words).toContain('T003强');
    expect(wordsOf('T003')?.words.split('|')[1]).toContain('刚有的叫法');
  });

  it('says which entries wait for the next learning, and whether any do', () => {
    expect(unlearnt).toEqual(expect.arrayContaining(['T002', 'T003', 'V54']));
    expect(unlearnt).not.toContain('T010');
    expect(isWhole).toBe(false);
    const fee = setWith({
      'township_items.csv': (text) => text.replace(/^(T001,.*?),25工作日,25,工作日,/m, '$1,20工作日,20,工作日,'),
    });
    expect(carryOver(learnt, names, content, contentOf(fee))).toMatchObject({ unlearnt: [], isWhole: true });
  });
});
