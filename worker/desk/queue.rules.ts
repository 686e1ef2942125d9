// Pure. What of the queue an address asks for, and how it is written back.

import type { Box, QueueFilter } from '../cases/queue.rules.ts';
import type { Viewer } from '../cases/viewer.rules.ts';
import type { Directory } from '../directory/directory.contract.ts';
import { isTownship } from '../directory/directory.rules.ts';
import type { TerritorialItem } from '../lists/lists.contract.ts';

export interface BoxChoice {
  /** In addresses: `own`, `parts`, `escalated`, or the code of a township. */
  name: string;
  box: Box;
  title: string;
}

/** The boxes of a viewer, the usual one first. One long list of the whole city there is not: see the design, art. 19. */
export function boxesOf({ holders, townships, scope, role }: Viewer, { divisions }: Directory): BoxChoice[] {
  const ofTownship = divisions
    .filter((division) => isTownship(division) && (townships === null || townships.includes(division.code)))
    .map(({ code, name }): BoxChoice => ({ name: code, box: { township: code }, title: name }));
  const own: BoxChoice[] = holders.length === 0 ? [] : [{ name: 'own', box: 'own', title: '在我这里' }];
  // Only offices and departments are asked to help.
  const parts: BoxChoice[] =
    scope === 'organ' && own.length > 0 ? [{ name: 'parts', box: 'parts', title: '请我协办' }] : [];
  const isAbove = role === 'township-leader' || scope === 'all';
  const escalated: BoxChoice[] = isAbove ? [{ name: 'escalated', box: 'escalated', title: '超期上报' }] : [];
  return [...own, ...parts, ...escalated, ...ofTownship];
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
