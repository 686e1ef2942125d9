import { applyD1Migrations, env } from 'cloudflare:test';
import { beforeAll } from 'vitest';
import type { ImportStatement } from '../worker/catalogue/catalogue.store.ts';

declare global {
  namespace Cloudflare {
    interface Env {
      DB: D1Database;
      BUCKET: R2Bucket;
      CASE_KEYS: string;
      ENVIRONMENT: string;
      TEST_MIGRATIONS: Parameters<typeof applyD1Migrations>[1];
      TEST_IMPORT: ImportStatement[];
    }
  }
}

/** One transaction, as `npm run catalogue:import` does it. */
export async function runImport(statements: readonly ImportStatement[]): Promise<D1Result[]> {
  return env.DB.batch(
    statements.map(({ sql, json }) => (json === null ? env.DB.prepare(sql) : env.DB.prepare(sql).bind(json))),
  );
}

beforeAll(async () => {
  await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
  await runImport(env.TEST_IMPORT);
});
