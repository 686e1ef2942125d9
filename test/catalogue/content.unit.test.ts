import { describe, expect, it } from 'vitest';
import { checkCatalogue } from '../../worker/catalogue/check.rules.ts';
import { contentOf } from '../../worker/catalogue/content.rules.ts';
import { embedFilesOf } from '../../worker/catalogue/embed.rules.ts';
import type { Learnt } from '../../worker/catalogue/learning.rules.ts';
import { type CatalogueFiles, demonstrationFiles, withFile } from './catalogue-files.ts';

function contentFrom(files: CatalogueFiles) {
  const result = checkCatalogue(files);
  if (!result.ok) throw new Error('the set has faults');
  return contentOf(result.set);
}
const officeOf = (files: CatalogueFiles, township: string, item: string) =>
  contentFrom(files).lists.itemOffices.find((row) => row.townshipCode === township && row.itemCode === item)?.officeId;

/** What offices and columns are does not depend on what the search has learnt. */
const NOTHING_LEARNT: Learnt = {
  words: [],
  knowledge: { emergencies: [], calm: [], elsewhere: [], hints: '', proofs: [], events: [] },
  sounds: {},
};
const OFFICES = 'township,office_type,name,merged_into,closed,place,hours,phone,source\n';

describe('offices', () => {
  it('every township has its own instance of every type', () => {
    expect(contentFrom(demonstrationFiles()).directory.offices).toHaveLength(16 * 20);
  });

  it('that are merged hand their items to the office they went into, in that township only', () => {
    const files = withFile('offices.csv', `${OFFICES}370883101,O05,,O01,,,,,机构改革方案\n`);
    expect(officeOf(files, '370883101', 'T079')).toBe('370883101-O01');
    expect(officeOf(files, '370883102', 'T079')).toBe('370883102-O05');
  });

  it('that are closed leave their items without an office, which the report shows, instead of inventing one', () => {
    const files = withFile('offices.csv', `${OFFICES}370883101,O05,,,1,,,,机构改革方案\n`);
    expect(officeOf(files, '370883101', 'T079')).toBeUndefined();
  });

  it('can be given single items of another office', () => {
    const files = withFile('item_offices.csv', 'township,item,office_type,source\n370883101,T001,O02,镇文件\n');
    expect(officeOf(files, '370883101', 'T001')).toBe('370883101-O02');
  });
});

describe('the files of the widget', () => {
  it('carry only what a township has differently', () => {
    const files = withFile(
      'offices.csv',
      `${OFFICES}370883101,O01,民生保障办公室,,,镇政府一楼,,,镇文件\n370883101,O05,,O01,,,,,镇文件\n`,
    );
    const { index, guides } = embedFilesOf(contentFrom(files), NOTHING_LEARNT, 'r');
    expect(index.officeNames).toEqual({ '370883101': { 0: '民生保障办公室' } });
    expect(index.itemOffices['370883101']?.['T079']).toBe(0);
    expect(Object.keys(index.itemOffices)).toEqual(['370883101']);
    expect(guides.officeContacts).toEqual({ '370883101-0': { place: '镇政府一楼', hours: '', phone: '' } });
  });

  it('have as many columns entries as there are items, and know every role', () => {
    const { index, guides, more } = embedFilesOf(contentFrom(demonstrationFiles()), NOTHING_LEARNT, 'r');
    for (const column of [...Object.values(index.items), ...Object.values(guides.items)])
      expect(column).toHaveLength(239);
    expect(guides.items.role).not.toContain(-1);
    for (const column of [...Object.values(more.territorial), ...Object.values(guides.territorial)])
      expect(column).toHaveLength(98);
  });
});

describe('an item', () => {
  const { lists } = contentFrom(demonstrationFiles());
  const item = (code: string) => lists.serviceItems.find((candidate) => candidate.code === code);

  it('for which nothing has to be brought has no papers', () => {
    expect(item('T022')?.materials).toEqual([]);
    expect(item('V36')?.materials).toEqual([]);
  });

  it('of a village answers to the office of the township item that it leads to', () => {
    expect(item('V01')?.officeTypeCode).toBe('O01');
    expect(item('V01')?.unverified).not.toContain('office');
  });

  it('of a village that leads to no township item says that its office is not verified', () => {
    expect(item('V41')?.officeTypeCode).toBe('O20');
    expect(item('V41')?.unverified).toContain('office');
  });
});
