/** Two addresses of one workerd, asked in turns as fast as they answer. */
import { cpuMsOf, workerdChild } from './cpu.ts';
import { load, type Target } from './load.ts';
import { median, spread } from './table.ts';

const ROUNDS = 9;
export const TURN_MS = 700;

interface Turn {
  answersPerSecond: number;
  cpuMsPerAnswer: number;
}

async function takeTurn(target: Target, turnMs: number, workerdPid: number | undefined): Promise<Turn> {
  const cpuBefore = workerdPid === undefined ? 0 : cpuMsOf(workerdPid);
  const { answers, elapsedMs } = await load(target, turnMs);
  const cpuMs = workerdPid === undefined ? Number.NaN : cpuMsOf(workerdPid) - cpuBefore;
  return { answersPerSecond: (answers / elapsedMs) * 1000, cpuMsPerAnswer: cpuMs / answers };
}

export interface Comparison {
  /** Answers per second, ours ÷ bare: the median of the rounds. */
  speed: number;
  /** The same of processor time per answer; undefined where it cannot be read. */
  cost: number | undefined;
  /** Answers per second of the bare turns. */
  barePerSecond: number;
  /** How far the bare turns lay apart. */
  noise: number;
}

/** The bare route goes before and after ours, so that a machine that slows down slows both. */
export async function compare(ours: Target, bare: Target, turnMs: number = TURN_MS): Promise<Comparison> {
  const pid = workerdChild();
  for (const target of [bare, ours]) await takeTurn(target, turnMs, pid);
  const bareSpeeds: number[] = [];
  const speeds: number[] = [];
  const costs: number[] = [];
  let before = await takeTurn(bare, turnMs, pid);
  for (let round = 0; round < ROUNDS; round++) {
    const own = await takeTurn(ours, turnMs, pid);
    const after = await takeTurn(bare, turnMs, pid);
    speeds.push((2 * own.answersPerSecond) / (before.answersPerSecond + after.answersPerSecond));
    costs.push((2 * own.cpuMsPerAnswer) / (before.cpuMsPerAnswer + after.cpuMsPerAnswer));
    bareSpeeds.push(after.answersPerSecond);
    before = after;
  }
  return {
    speed: median(speeds),
    cost: pid === undefined ? undefined : median(costs),
    barePerSecond: median(bareSpeeds),
    noise: spread(bareSpeeds),
  };
}
