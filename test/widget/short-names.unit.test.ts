import { expect, it } from 'vitest';
import { currentCatalogue } from '../../tasks/catalogue.ts';
import { en } from '../../widget/guide/messages.en.ts';
import { SHORT_NAMES } from '../../widget/short-names.ts';
import { embedFilesOf } from '../../worker/catalogue/embed.rules.ts';

/** Every name that stands in a file which the widget reads as data. */
function namesIn(data: unknown, names = new Set<string>()): Set<string> {
  if (typeof data !== 'object' || data === null) return names;
  for (const [name, value] of Object.entries(data)) {
    if (!Array.isArray(data)) names.add(name);
    namesIn(value, names);
  }
  return names;
}

it('no short name stands for one that a data file or a language file spells out', () => {
  const { content, learnt } = currentCatalogue();
  const spelt = new Set([...namesIn(embedFilesOf(content, learnt, 'r')), ...namesIn(en)]);
  expect(spelt.has('officeNames') && spelt.has('showAll')).toBe(true);
  expect(Object.keys(SHORT_NAMES).filter((name) => spelt.has(name))).toEqual([]);
});

it('every name has a short one of its own', () => {
  const short = Object.values(SHORT_NAMES);
  expect(new Set(short).size).toBe(short.length);
  for (const name of short) expect(name).toMatch(/^\$[a-zA-Z0-9]$/);
});
