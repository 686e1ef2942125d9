import type { Database } from '../platform/database.ts';
import type { StepLimit } from './step-limits.contract.ts';
import { selectStepLimits } from './step-limits.store.ts';

/** What the city has set; empty: each slice goes by its own defaults. */
export const readStepLimits = (db: Database): Promise<StepLimit[]> => selectStepLimits(db);
