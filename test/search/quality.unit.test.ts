import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../tasks/environment.mjs';
import { loadSearchEngine } from '../../tasks/search-engine.ts';
import { normaliseQuery } from '../../worker/search/search.rules.ts';
import { askedOf, listedOf } from '../bench/search-engine.ts';
import { type Quality, qualityOf } from '../bench/search-measure.ts';
import { readQueries } from '../bench/search-queries.ts';

const tuning = readQueries('tuning');
const measured = readQueries('measured');
const { engine } = loadSearchEngine();

/** Cells of the lists, also the parts of those that hold several. */
function cellsOf(file: string, column?: string): string[] {
  const [head = [], ...rows] = parse(readFileSync(file), { bom: true, relax_column_count: true }) as string[][];
  const at = column === undefined ? undefined : head.indexOf(column);
  const cells = rows.flatMap((row) => (at === undefined ? row : (row[at] ?? '')));
  return cells.flatMap((cell) => [cell, ...cell.split(/[;;|]/)]);
}

describe('the sets of questions', () => {
  it('have no question in common, nor one twice', () => {
    const all = [...tuning, ...measured].map(({ query }) => normaliseQuery(query));
    expect(all.filter((query, at) => all.indexOf(query) !== at)).toEqual([]);
  });

  it('expect only what exists', () => {
    const existing = new Set(['110', '119', '120', ...listedOf(engine).map(({ code }) => code)]);
    const unknown = [...tuning, ...measured].flatMap(({ accepted }) =>
      [...accepted].filter((code) => !existing.has(code)),
    );
    expect(unknown).toEqual([]);
  });

  it('are nowhere in what the search knows: that would be learning the answers by heart', () => {
    const lists = join(root, 'catalogue');
    const knowledge = readdirSync(join(lists, 'search')).filter((name) => name.endsWith('.csv'));
    const known = new Set(
      [
        ...knowledge.flatMap((name) => cellsOf(join(lists, 'search', name))),
        ...['township_items.csv', 'village_items.csv'].flatMap((name) => cellsOf(join(lists, name), 'aliases')),
      ].map(normaliseQuery),
    );
    expect(
      [...tuning, ...measured].map(({ query }) => query).filter((query) => known.has(normaliseQuery(query))),
    ).toEqual([]);
  });
});

/** Two points under what the tuning set showed: guards against getting worse. The bars are in `npm run bench:search`. */
describe('the answers to the tuning set', () => {
  let quality: Quality;
  beforeAll(() => {
    quality = qualityOf(askedOf(engine), tuning);
  });

  it.each([
    ['items', 'item', 0.83, 0.92],
    ['entries of the territorial list', 'territorial', 0.85, 0.92],
  ] as const)('have the right one among the %s first, or among the first three', (_, door, first, three) => {
    const { at1, at3 } = quality.doors[door].within;
    expect(at1).toBeGreaterThanOrEqual(first);
    expect(at3).toBeGreaterThanOrEqual(three);
  });

  it('put it first in the one box, both doors mixed', () => {
    expect(quality.all.oneBox.at1).toBeGreaterThanOrEqual(0.8);
  });

  it('refuse what is elsewhere, and hardly anything else', () => {
    expect(quality.refused).toBeGreaterThanOrEqual(0.88);
    expect(quality.wronglyRefused).toBeLessThanOrEqual(0.03);
  });

  it('recognise emergencies, with the right number, without raising false alarms', () => {
    expect(quality.emergencies).toBeGreaterThanOrEqual(0.99);
    expect(quality.alarmed).toBeGreaterThanOrEqual(0.97);
    expect(quality.rightNumber).toBeGreaterThanOrEqual(0.9);
    expect(quality.false['not-emergency'].alarms).toBeLessThanOrEqual(0.12);
    expect(quality.false.item.alarms).toBeLessThanOrEqual(0.025);
  });

  it('put the quiet line above few questions of people in no danger', () => {
    expect(quality.false.item.cautions).toBeLessThanOrEqual(0.05);
    expect(quality.false['not-emergency'].cautions).toBeLessThanOrEqual(0.12);
    expect(quality.false.territorial.cautions).toBeLessThanOrEqual(0.22);
  });

  it('bundle life events', () => {
    expect(quality.events).toBeGreaterThanOrEqual(0.9);
  });

  it('bundle hardly anything that is one matter', () => {
    expect(quality.falseEvents).toBeLessThanOrEqual(0.015);
  });
});
