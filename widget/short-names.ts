// Pure. Long names of our own properties, and the short ones that travel instead of them.

/**
 * Properties of the widget's own objects that no page, no data file and no text of another language names.
 * First and second stage share them, so one list serves both; a name that is missing here only costs some bytes.
 */
const LONG_NAMES = [
  'announce',
  'announcement',
  'announceResults',
  'announceTimer',
  'arrive',
  'breadth',
  'breadthPower',
  'coverage',
  'entryOf',
  'failure',
  'entry',
  'findItems',
  'finder',
  'handleKey',
  'hinted',
  'hits',
  'isDark',
  'laterFailure',
  'loadLater',
  'loadPages',
  'matchedName',
  'mount',
  'moveFocus',
  'openedRow',
  'prefersDark',
  'places',
  'presetTownship',
  'rarityPower',
  'redraw',
  'repeatPower',
  'refresh',
  'results',
  'rowTop',
  'score',
  'searchFor',
  'searchIndex',
  'settleTownship',
  'sharpness',
  'showIndex',
  'showsAll',
  'starts',
  'store',
  'trail',
  'usualBreadth',
  'wanted',
  'weights',
  'wholeWord',
  'wordAt',
];

const SIGNS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** Long → short. The dollar keeps them apart from names of the browser and of libraries on host pages. */
export const SHORT_NAMES: Record<string, string> = Object.fromEntries(
  LONG_NAMES.map((name, number) => [name, `$${SIGNS[number]}`]),
);
