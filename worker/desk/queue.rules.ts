// Pure. What of the queue an address asks for, and how it is written back.

import { COORDINATING } from '../cases/cases.rules.ts';
import { holderName } from '../cases/handling.rules.ts';
import type { Box, QueueFilter } from '../cases/queue.rules.ts';
import type { Viewer } from '../cases/viewer.rules.ts';
import type { Directory } from '../directory/directory.contract.ts';
import { isTownship } from '../directory/directory.rules.ts';
import type { TerritorialItem } from '../lists/lists.contract.ts';

export interface BoxChoice {
  /** In addresses: `own`, `parts`, `escalated`, the code of a township, `closed`, or `closed-` and a holder. */
  name: string;
  box: Box;
  title: string;
  /** Those of one group are chosen from one list when there are many. */
  group: 'main' | 'township' | 'closed';
}

/**
 * The boxes of a viewer, the usual one first. One long list of the whole city there is not: see the design, art. 19.
 * @param asked name of a box: whoever sees the whole city, and has gone to a township's closed ones, is shown its offices
 */
export function boxesOf(viewer: Viewer, directory: Directory, asked: string): BoxChoice[] {
  const { holders, townships, scope, role } = viewer;
  const main = (name: 'own' | 'parts' | 'escalated', title: string): BoxChoice => ({
    name,
    box: name,
    title,
    group: 'main',
  });
  const ofTownship = directory.divisions
    .filter((division) => isTownship(division) && (townships === null || townships.includes(division.code)))
    .map(({ code, name }): BoxChoice => ({ name: code, box: { township: code }, title: name, group: 'township' }));
  const hasOwn = holders.length > 0;
  const isAbove = role === 'township-leader' || scope === 'all';
  return [
    ...(hasOwn ? [main('own', '在我这里')] : []),
    // Only offices and departments are asked to help.
    ...(hasOwn && scope === 'organ' ? [main('parts', '请我协办')] : []),
    ...(isAbove ? [main('escalated', '超期上报')] : []),
    ...ofTownship,
    ...closedBoxes(viewer, directory, asked),
  ];
}

/** Closed cases stand with whoever had them last: each list is read along one index. */
function closedBoxes({ holders, townships, scope }: Viewer, directory: Directory, asked: string): BoxChoice[] {
  const { offices, departments, divisions } = directory;
  const officesOf = (codes: readonly string[]) =>
    offices.filter(({ townshipCode }) => codes.includes(townshipCode)).map(({ id }) => `O${id}`);
  const isOfAll = scope === 'all';
  const near = offices.find(({ id }) => asked === `closed-O${id}`)?.townshipCode ?? asked.slice('closed-T'.length);
  const others = [
    ...(isOfAll ? [COORDINATING, ...departments.map(({ code }) => `D${code}`)] : []),
    ...(isOfAll ? divisions.filter(isTownship).map(({ code }) => `T${code}`) : []),
    ...officesOf(townships ?? [near]),
  ].filter((holder) => !holders.includes(holder));
  const box = (name: string, closedBy: readonly string[]): BoxChoice => ({
    name,
    box: { closedBy },
    title: `${closedBy.map((holder) => holderName(holder, directory)).join('、')}办结的`,
    group: 'closed',
  });
  return [
    ...(holders.length > 0 ? [box('closed', holders)] : []),
    ...others.map((holder) => box(`closed-${holder}`, [holder])),
  ];
}

/** The box that is asked for; the first one for what is not the viewer's. Null: the viewer has none. */
export const chosenBox = (boxes: readonly BoxChoice[], name: string): BoxChoice | null =>
  boxes.find((choice) => choice.name === name) ?? boxes[0] ?? null;

/** Address of the queue with a box and filters; `after` begins a later page. */
export function queueAddress(box: string, filter: QueueFilter, after = ''): `/desk/cases${string}` {
  const parts = Object.entries({ box, ...filter, after }).filter(([, value]) => value !== null && value !== '');
  const query = parts.map(([name, value]) => `${name}=${encodeURIComponent(value ?? '')}`).join('&');
  return query === '' ? '/desk/cases' : `/desk/cases?${query}`;
}

/** `domain` of the list → for the choice; in the order of the list. */
export const domainsOf = (items: readonly TerritorialItem[]): string[] => [
  ...new Set(items.map(({ domain }) => domain)),
];
