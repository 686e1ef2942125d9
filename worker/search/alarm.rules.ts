// Pure. How much a question sounds like somebody in danger at this moment: a linear model over single characters and
// pairs of neighbours. They are hashed into cells, so that no vocabulary is sent.

import { decodePositions } from './hints.rules.ts';
import type { AlarmModel } from './search.contract.ts';

export const ALARM_WEIGHTS = [-3, -2, -1, 1, 2, 3];
export const ALARM_CELLS = 1 << 15;

/** Cells of a normalised text, each once: its characters, its pairs, its beginning and its end. */
export function alarmCellsOf(text: string): number[] {
  const cells = new Set<number>();
  let last = 0;
  for (let i = 0; i <= text.length; i++) {
    const code = text.charCodeAt(i) || 0;
    cells.add(cellOf(last, code));
    if (code) cells.add(cellOf(code, 1));
    last = code;
  }
  return [...cells];
}

function cellOf(first: number, second: number): number {
  const hash = Math.imul(Math.imul(first, 0x9e3779b1) + second, 0x85ebca6b);
  return (hash ^ (hash >>> 15)) & (ALARM_CELLS - 1);
}

/** Unpacked once for each model. */
const weightsOf = new WeakMap<AlarmModel, Int8Array>();

function unpack({ cells }: AlarmModel): Int8Array {
  const weights = new Int8Array(ALARM_CELLS);
  cells.split(' ').forEach((positions, at) => {
    for (const position of decodePositions(positions)) weights[position] = ALARM_WEIGHTS[at] as number;
  });
  return weights;
}

/** @param text normalised @returns logarithm of the odds that somebody is in danger */
export function alarmOdds(model: AlarmModel, text: string): number {
  const weights = weightsOf.get(model) ?? unpack(model);
  weightsOf.set(model, weights);
  const cells = alarmCellsOf(text);
  let sum = 0;
  for (const cell of cells) sum += weights[cell] as number;
  return (model.scale * sum) / Math.sqrt(cells.length) + model.bias;
}
