// Pure. Learns by which characters and pairs somebody in danger can be told from everybody else: logistic regression
// over hashed cells, pruned to the few that help most, rounded to seven weights. Deterministic.

import { ALARM_CELLS, ALARM_WEIGHTS, alarmCellsOf } from './alarm.rules.ts';
import { encodePositions } from './hints.rules.ts';
import type { AlarmModel } from './search.contract.ts';
import { normaliseQuery } from './search.rules.ts';
import { lottery, shuffle } from './training.rules.ts';

/** Cells that are kept. One costs less than a byte. */
const KEPT = 2_350;
/** How many times that is kept from step to step. */
const STEPS = [2, 1.4, 1];
/** Cells that many texts have are worth a little more than their weight says. */
const COUNT_POWER = 0.25;
/** Pulls weights back to 0. */
const PULL = 0.3;
const STEP = 0.5;
const MOST_WEIGHT = Math.max(...ALARM_WEIGHTS);
/** Of the root mean square of the weights, which comes to one unit. */
const UNIT = 0.6;

/** Where nobody has written down a danger. */
const NEVER = { cells: '', scale: 0, bias: -99 };
const TRACE = 0.1;
const NEWTON_ROUNDS = 25;

interface Sample {
  isAlarm: boolean;
  cells: number[];
  share: number;
}

const oddsToChance = (odds: number): number => 1 / (1 + Math.exp(-odds));

class AlarmTraining {
  readonly weights = new Float64Array(ALARM_CELLS);
  readonly #samples: Sample[];
  readonly #kept = new Uint8Array(ALARM_CELLS).fill(1);
  readonly #counts = new Float64Array(ALARM_CELLS);
  #slopes = new Float64Array(ALARM_CELLS);
  #biasSlope = 0;
  #bias = 0;
  readonly #draw = lottery(7);

  constructor(samples: Sample[]) {
    this.#samples = samples;
    for (const { cells } of samples) for (const cell of cells) this.#counts[cell] = (this.#counts[cell] as number) + 1;
  }

  fit(rounds: number): void {
    const { weights } = this;
    this.#slopes = new Float64Array(ALARM_CELLS).fill(0.1);
    this.#biasSlope = 0.1;
    for (let round = 0; round < rounds; round++) {
      shuffle(this.#samples, this.#draw);
      for (const { cells, isAlarm, share } of this.#samples) {
        let odds = this.#bias;
        for (const cell of cells) odds += share * (weights[cell] as number);
        const error = oddsToChance(odds) - Number(isAlarm);
        this.#biasSlope += error * error;
        this.#bias -= (STEP * error) / Math.sqrt(this.#biasSlope);
        for (const cell of cells) {
          if (!this.#kept[cell]) continue;
          const weight = weights[cell] as number;
          const slope = error * share + (PULL * weight) / (this.#counts[cell] as number);
          this.#slopes[cell] = (this.#slopes[cell] as number) + slope * slope;
          weights[cell] = weight - (STEP * slope) / Math.sqrt(this.#slopes[cell] as number);
        }
      }
    }
  }

  prune(most: number): void {
    const worth = this.weights.map((weight, cell) => Math.abs(weight) * (this.#counts[cell] as number) ** COUNT_POWER);
    const best = [...worth.keys()].sort((a, b) => (worth[b] as number) - (worth[a] as number) || a - b);
    for (const cell of best.slice(most)) this.#kept[cell] = this.weights[cell] = 0;
  }

  /** Whole numbers instead of weights. */
  round(): void {
    let sum = 0;
    let count = 0;
    for (const weight of this.weights)
      if (weight) {
        sum += weight * weight;
        count++;
      }
    const unit = UNIT * Math.sqrt(sum / (count || 1)) || 1;
    for (let cell = 0; cell < ALARM_CELLS; cell++) {
      const weight = Math.round((this.weights[cell] as number) / unit);
      this.weights[cell] = Math.max(-MOST_WEIGHT, Math.min(MOST_WEIGHT, weight));
    }
  }

  /** Scale and bias that suit the weights as they are, by Newton's method. */
  calibrate(): { scale: number; bias: number } {
    const raw = this.#samples.map(({ cells, share }) => {
      let sum = 0;
      for (const cell of cells) sum += this.weights[cell] as number;
      return share * sum;
    });
    let scale = 0;
    let bias = 0;
    for (let round = 0; round < NEWTON_ROUNDS; round++) {
      // A trace of a pull to 0: few samples may be parted without an error, and nothing divides by zero.
      const slope: [number, number] = [TRACE * scale, TRACE * bias];
      const curve: [number, number, number] = [TRACE, 0, TRACE];
      this.#samples.forEach(({ isAlarm }, at) => {
        const x = raw[at] as number;
        const chance = oddsToChance(scale * x + bias);
        const error = chance - Number(isAlarm);
        const weight = chance * (1 - chance);
        slope[0] += error * x;
        slope[1] += error;
        curve[0] += weight * x * x;
        curve[1] += weight * x;
        curve[2] += weight;
      });
      const determinant = curve[0] * curve[2] - curve[1] * curve[1];
      scale -= (curve[2] * slope[0] - curve[1] * slope[1]) / determinant;
      bias -= (curve[0] * slope[1] - curve[1] * slope[0]) / determinant;
    }
    return { scale, bias };
  }
}

/**
 * @param alarms what somebody in danger says
 * @param others what everybody else asks, also what only sounds like danger
 */
export function trainAlarm(alarms: readonly string[], others: readonly string[]): Omit<AlarmModel, 'dials'> {
  if (alarms.length === 0) return NEVER;
  const samplesOf = (texts: readonly string[], isAlarm: boolean) =>
    texts.map((text): Sample => {
      const cells = alarmCellsOf(normaliseQuery(text));
      return { isAlarm, cells, share: 1 / Math.sqrt(cells.length) };
    });
  const training = new AlarmTraining([...samplesOf(alarms, true), ...samplesOf(others, false)]);
  training.fit(12);
  for (const times of STEPS) {
    training.prune(KEPT * times);
    training.fit(6);
  }
  training.round();
  const { scale, bias } = training.calibrate();
  const round = (value: number) => Math.round(value * 1000) / 1000;
  return {
    cells: ALARM_WEIGHTS.map((weight) =>
      encodePositions([...training.weights.keys()].filter((cell) => training.weights[cell] === weight)),
    ).join(' '),
    scale: round(scale),
    bias: round(bias),
  };
}
