/** Intake: what taking a case in costs the server, and what its page costs a phone. */
import { benchAcceptedCases } from './accepted-cases.ts';
import { benchIntakePage } from './intake-page.ts';
import type { Measure } from './table.ts';

export const benchIntake = async (): Promise<Measure[]> => [
  ...(await benchAcceptedCases()),
  ...(await benchIntakePage()),
];
