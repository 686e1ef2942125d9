// The tables of the search bench.
import { HARMLESS, type Harmless, type Quality, type Recall } from './search-measure.ts';

const NO_NUMBER = '–';
const shareShown = (value: number) => (Number.isNaN(value) ? NO_NUMBER : value.toFixed(3));

/** First column to the left, the others to the right. */
export function grid(lines: readonly (readonly string[])[]): string {
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const cellShown = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  return lines.map((line) => line.map(cellShown).join('  ').trimEnd()).join('\n');
}

const row = (name: string, { count, at1, at3, mrr }: Recall): string[] => [
  name,
  String(count),
  ...[at1, at3, mrr].map(shareShown),
];

const HARMLESS_SHOWN: Record<Harmless, string> = {
  'not-emergency': 'calm look-alikes',
  item: 'plain service questions',
  territorial: 'complaints',
  out_of_scope: 'out of scope',
};

/** One set of questions, kind by kind. */
export function qualityShown(title: string, quality: Quality): string {
  const { doors, all } = quality;
  const recalls = grid([
    [title, 'n', 'recall@1', 'recall@3', 'MRR'],
    ...[...quality.kinds].map(([kind, recall]) => row(kind, recall)),
    row('items', doors.item.within),
    row('items, one box', doors.item.oneBox),
    row('territorial', doors.territorial.within),
    row('territorial, one box', doors.territorial.oneBox),
    row('all', all.within),
    row('all, one box', all.oneBox),
  ]);
  const shares = grid([
    ['out of scope refused', shareShown(quality.refused)],
    ['in scope wrongly refused', shareShown(quality.wronglyRefused)],
    ['emergencies recognised', shareShown(quality.emergencies)],
    ['… by an alarm, the others by a quiet line', shareShown(quality.alarmed)],
    ['… by an alarm with the right number', shareShown(quality.rightNumber)],
    ...HARMLESS.flatMap((which) => [
      [`false alarms: ${HARMLESS_SHOWN[which]}`, shareShown(quality.false[which].alarms)],
      [`quiet lines: ${HARMLESS_SHOWN[which]}`, shareShown(quality.false[which].cautions)],
    ]),
    ['life events shown as a bundle', shareShown(quality.events)],
    ['single matters shown as a bundle', shareShown(quality.falseEvents)],
  ]);
  return `${recalls}\n${shares}`;
}

export interface Contender {
  name: string;
  quality: Quality;
  /** Unit: milliseconds. */
  build: number;
  /** Unit: microseconds. */
  times: { p50: number; p99: number };
}

export function contendersShown(title: string, contenders: readonly Contender[]): string {
  return grid([
    [
      title,
      'items @1',
      '@3',
      'MRR',
      'territorial @1',
      '@3',
      'MRR',
      'all @1',
      'one box @1',
      'build ms',
      'p50 µs',
      'p99 µs',
    ],
    ...contenders.map(({ name, quality: { doors, all }, build, times }) => [
      name,
      ...[doors.item.within, doors.territorial.within].flatMap(({ at1, at3, mrr }) => [at1, at3, mrr].map(shareShown)),
      shareShown(all.within.at1),
      shareShown(all.oneBox.at1),
      build.toFixed(1),
      ...[times.p50, times.p99].map((time) => time.toFixed(0)),
    ]),
  ]);
}
