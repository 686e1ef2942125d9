// What a bench hands in, and how it is shown. Everything timed is a ratio of two things measured in turns
// within one run: absolute numbers say more about the machine than about the product.

export interface Measure {
  name: string;
  /** What was measured, as a person reads it, e.g. `0.98` or `27,312 bytes`. */
  shown: string;
  /** Missing where a number is only reported. */
  bar?: { shown: string; met: boolean };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  if (upper === undefined) throw new Error('no values to take the median of');
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] as number)) / 2;
}

const usual = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
const tiny = new Intl.NumberFormat('en', { maximumSignificantDigits: 2 });
/** What misses a bar of 0 must not look like 0. */
const number = { format: (value: number) => (Math.abs(value) < 0.01 ? tiny : usual).format(value) };

/** How far equal measurements lay apart: differences below that say nothing. 0.1 is a tenth of the median. */
export function spread(values: readonly number[]): number {
  const middle = median(values);
  return median(values.map((value) => Math.abs(value - middle))) / middle;
}

/** @param unit written after the number, with its space where it has one */
export const report = (name: string, value: number, unit = ''): Measure => ({
  name,
  shown: number.format(value) + unit,
});

export const atLeast = (name: string, value: number, bar: number, unit = ''): Measure => ({
  ...report(name, value, unit),
  bar: { shown: `≥ ${number.format(bar)}${unit}`, met: value >= bar },
});

export const atMost = (name: string, value: number, bar: number, unit = ''): Measure => ({
  ...report(name, value, unit),
  bar: { shown: `≤ ${number.format(bar)}${unit}`, met: value <= bar },
});

export const holds = (name: string, isSo: boolean): Measure => ({
  name,
  shown: isSo ? 'yes' : 'no',
  bar: { shown: 'yes', met: isSo },
});

export const isMissed = ({ bar }: Measure): boolean => bar !== undefined && !bar.met;

export function table(title: string, measures: readonly Measure[]): string {
  const rows = measures.map((measure) => [
    measure.name,
    measure.shown,
    measure.bar?.shown ?? '',
    measure.bar === undefined ? '' : measure.bar.met ? 'ok' : 'MISSED',
  ]);
  const lines = [[title, 'measured', 'bar', ''], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...lines.map((line) => (line[column] as string).length)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] as number) : cell.padStart(widths[column] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
