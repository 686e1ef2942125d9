/**
 * Bindings that do what the real ones do, and tell or break around it: what was read and written, how many
 * transactions, and an error before the work (it never happened) or after it (it did, and nobody was told).
 */

export interface Meter {
  batches: number;
  rowsRead: number;
  rowsWritten: number;
  queries: string[];
}
export type Fault = (when: 'before' | 'after', what: string) => void;
const none: Fault = () => undefined;

export class Lost extends Error {
  override name = 'Lost';
}

/**
 * Errors before and after what writes, with probability p each; reads break more seldom.
 * @param random 0 to 1
 */
export const randomFaults = (p: number, random: () => number): Fault => {
  return (_when, what) => {
    const isWrite = what === 'batch' || what === 'put';
    if (random() < (isWrite ? p : p / 6)) throw new Lost('Network connection lost');
  };
};

export const newMeter = (): Meter => ({ batches: 0, rowsRead: 0, rowsWritten: 0, queries: [] });

export function watchDatabase(real: D1Database, meter: Meter, fault: Fault = none): D1Database {
  const count = (result: D1Result) => {
    meter.rowsRead += result.meta.rows_read;
    meter.rowsWritten += result.meta.rows_written;
  };
  const originals = new WeakMap<D1PreparedStatement, { statement: D1PreparedStatement; sql: string }>();
  const wrap = (statement: D1PreparedStatement, sql: string): D1PreparedStatement => {
    const around = async <T>(work: () => Promise<T>): Promise<T> => {
      meter.queries.push(sql);
      fault('before', sql);
      const result = await work();
      fault('after', sql);
      return result;
    };
    const wrapped = {
      bind: (...values: unknown[]) => wrap(statement.bind(...values), sql),
      all: () =>
        around(async () => {
          const result = await statement.all();
          count(result);
          return result;
        }),
      run: () =>
        around(async () => {
          const result = await statement.run();
          count(result);
          return result;
        }),
      first: () => around(() => statement.first()),
      // `raw` tells nothing about what it cost: a read is run once more with `all`, which does.
      raw: () =>
        around(async () => {
          count(await statement.all());
          return statement.raw();
        }),
    } as unknown as D1PreparedStatement;
    originals.set(wrapped, { statement, sql });
    return wrapped;
  };
  return {
    prepare: (sql: string) => wrap(real.prepare(sql), sql),
    async batch(statements: D1PreparedStatement[]) {
      const known = statements.map((statement) => originals.get(statement) ?? { statement, sql: '' });
      meter.queries.push(...known.map(({ sql }) => sql));
      fault('before', 'batch');
      const results = await real.batch(known.map(({ statement }) => statement));
      meter.batches += 1;
      results.forEach(count);
      fault('after', 'batch');
      return results;
    },
  } as unknown as D1Database;
}

export function watchBucket(real: R2Bucket, fault: Fault): R2Bucket {
  const around =
    <Args extends unknown[], T>(what: string, work: (...args: Args) => Promise<T>) =>
    async (...args: Args): Promise<T> => {
      fault('before', what);
      const result = await work(...args);
      fault('after', what);
      return result;
    };
  return {
    get: around('get', (key: string) => real.get(key)),
    put: around('put', (...args: Parameters<R2Bucket['put']>) => real.put(...args)),
    delete: around('delete', (keys: string | string[]) => real.delete(keys)),
    list: around('list', (options?: R2ListOptions) => real.list(options)),
  } as unknown as R2Bucket;
}

/** The same numbers for the same seed: a run that failed can be run again. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
