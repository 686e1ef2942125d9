import { sql } from 'drizzle-orm';
import { check, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { LIMIT_UNITS } from './step-limits.contract.ts';

/** Limits of calls as the city has set them: `call_limits.csv`. */
export const stepLimits = sqliteTable(
  'step_limit',
  {
    kind: text('kind').notNull(),
    step: text('step').notNull(),
    amount: integer('amount').notNull(),
    unit: text('unit', { enum: LIMIT_UNITS }).notNull(),
    /** YYYY-MM-DD, a day in Shanghai. */
    effectiveFrom: text('effective_from').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.kind, table.step, table.effectiveFrom] }),
    check('step_limit_amount', sql`${table.amount} >= 1`),
    check('step_limit_unit', sql`${table.unit} IN ('minutes','hours','working-days')`),
  ],
);
