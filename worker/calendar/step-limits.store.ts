import type { Database } from '../platform/database.ts';
import type { StepLimit } from './step-limits.contract.ts';
import { stepLimits } from './step-limits.table.ts';

/** All of them, some thirty rows. */
export const selectStepLimits = (db: Database): Promise<StepLimit[]> => db.select().from(stepLimits);
