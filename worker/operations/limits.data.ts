/**
 * How long each step may take. The city's own configuration (source `configuration`), with the day from which it
 * holds: never a limit of the law, and never called one. A change is a new row with a later day; what runs keeps the
 * date that it was given.
 */
export const LIMIT_STEPS = [
  'hazard.sign',
  'hazard.verify',
  'hazard.act',
  'hazard.remove',
  'hazard.confirm',
  'hazard.further',
  'operation.report',
  'operation.decide',
  'operation.take-over',
  'operation.settle',
  'operation.further',
] as const;
export type LimitStep = (typeof LIMIT_STEPS)[number];

export interface OperationLimit {
  step: LimitStep;
  amount: number;
  unit: 'minutes' | 'hours' | 'working-days';
  /** YYYY-MM-DD; of several the latest that has begun. */
  effectiveFrom: string;
}

const since2026 = (step: LimitStep, amount: number, unit: OperationLimit['unit']): OperationLimit => ({
  step,
  amount,
  unit,
  effectiveFrom: '2026-01-01',
});

export const OPERATION_LIMITS: readonly OperationLimit[] = [
  // From the moment a hazard is known: somebody says "I have it", looks at the place, begins, and it is gone.
  since2026('hazard.sign', 10, 'minutes'),
  since2026('hazard.verify', 60, 'minutes'),
  since2026('hazard.act', 30, 'minutes'),
  since2026('hazard.remove', 24, 'hours'),
  since2026('hazard.confirm', 24, 'hours'),
  // From the leader to the coordinating office.
  since2026('hazard.further', 10, 'minutes'),
  since2026('operation.report', 1, 'working-days'),
  since2026('operation.decide', 2, 'working-days'),
  since2026('operation.take-over', 2, 'working-days'),
  since2026('operation.settle', 10, 'working-days'),
  since2026('operation.further', 24, 'hours'),
];

/**
 * How long what was written about an operation or a hazard is kept after its end: the city's own configuration. A
 * hazard that came in as a case goes with the case, and what came out of a call or a hazard is held as long as that is.
 */
export const OPERATION_KEEP_YEARS = 3;
