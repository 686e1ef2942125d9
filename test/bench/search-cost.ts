// What the search costs: time to build, time to answer, bytes to send.
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import { root } from '../../tasks/environment.mjs';
import { median } from './table.ts';

/** Unit: bytes as Cloudflare sends them. */
export const brotli = (bytes: Uint8Array | string): number => brotliCompressSync(bytes).length;

/** What a module of ours exports, with all it needs, minified for the oldest browsers of the widget. */
export async function bundled(
  source: string,
  format: { format: 'es' } | { format: 'iife'; name: string },
): Promise<string> {
  const entry = 'virtual:search';
  const bundle = await rolldown({
    cwd: root,
    input: entry,
    plugins: [
      {
        name: 'engine',
        resolveId: (id) => (id === entry ? entry : null),
        load: (id) => (id === entry ? source : null),
      },
    ],
    transform: { target: ['chrome86', 'safari14'] },
  });
  const { output } = await bundle.generate({ ...format, minify: true });
  return output.map((file) => (file.type === 'chunk' ? file.code : '')).join('');
}

const engineFile = JSON.stringify(join(root, 'worker/search/ask.rules.ts'));

/** The engine as one module after brotli. Unit: bytes. */
export const engineBytes = async (): Promise<number> =>
  brotli(await bundled(`export { ask, buildEngine } from ${engineFile};`, { format: 'es' }));

const BUILDS = 5;

/** Unit: milliseconds. */
export function buildTime(build: () => unknown): number {
  return median(
    Array.from({ length: BUILDS }, () => {
      const from = performance.now();
      build();
      return performance.now() - from;
    }),
  );
}

const ROUNDS = 5;

/**
 * Time of a query, in the middle and at the 99th percentile of the queries. Each query's own time is the median of
 * its rounds, because a pause of the machine is no property of a query. Unit: microseconds.
 */
export function queryTimes(
  answer: (query: string) => unknown,
  queries: readonly string[],
): { p50: number; p99: number } {
  for (const query of queries) answer(query);
  const rounds = Array.from({ length: ROUNDS }, () =>
    queries.map((query) => {
      const from = performance.now();
      answer(query);
      return (performance.now() - from) * 1000;
    }),
  );
  const times = queries.map((_, at) => median(rounds.map((round) => round[at] ?? 0))).sort((a, b) => a - b);
  const at = (share: number) => times[Math.ceil(times.length * share) - 1] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99) };
}
