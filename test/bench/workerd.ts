/** Bundles Workers as a deployment does and runs them in one workerd, each on a socket of its own. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Miniflare } from 'miniflare';
import { loadCatalogue } from '../../tasks/catalogue.ts';
import { root, run } from '../../tasks/environment.mjs';
import { importStatements } from '../../worker/catalogue/catalogue.store.ts';

export const compatibilityDate = '2026-11-01';
export const compatibilityFlags = ['nodejs_compat'];

export interface Bundle {
  name: string;
  code: string;
  gzipBytes: number;
}

/** A bundle as one of the Workers: the same code may run several times, with other variables. */
export interface Placed extends Bundle {
  /** Beside database and object store: variables and secrets. */
  variables?: Readonly<Record<string, string>>;
}

/** Through wrangler, because its bundler decides what is shipped. */
export async function bundle(name: string, entry: string, scratch: string): Promise<Bundle> {
  const outDir = join(scratch, name);
  const config = join(scratch, `${name}.json`);
  // A configuration of its own: the project's one would want the static files to be built.
  writeFileSync(
    config,
    JSON.stringify({
      name,
      main: join(root, entry),
      compatibility_date: compatibilityDate,
      compatibility_flags: compatibilityFlags,
    }),
  );
  await run('wrangler', ['deploy', '--dry-run', '--outdir', outDir, '--config', config]);
  const [file, ...others] = readdirSync(outDir).filter((path) => /\.m?js$/.test(path));
  if (file === undefined || others.length > 0) throw new Error(`${entry}: expected one bundled module in ${outDir}`);
  const code = readFileSync(join(outDir, file));
  return { name, code: code.toString(), gzipBytes: gzipSync(code, { level: 9 }).length };
}

export class Workerd {
  readonly #miniflare: Miniflare;

  /**
   * `unsafeDirectSockets` without assets is the only local way to the Worker itself: miniflare's entry worker
   * in front of it costs three times its CPU, its assets router eleven times.
   */
  constructor(bundles: readonly Placed[]) {
    this.#miniflare = new Miniflare({
      logRequests: false,
      enableDevRegistry: false,
      cf: false,
      workers: bundles.map(({ name, code, variables = {} }) => ({
        config: {
          name,
          compatibilityDate,
          compatibilityFlags,
          manifest: { mainModule: 'index.js', modules: { 'index.js': { type: 'esm', contents: code } } },
          env: {
            DB: { type: 'd1', id: 'one-database-for-all' },
            BUCKET: { type: 'r2', name: 'one-bucket-for-all' },
            ...Object.fromEntries(
              Object.entries(variables).map(([name, value]) => [name, { type: 'json' as const, value }]),
            ),
          },
        },
        dev: { unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }] },
      })),
    });
  }

  async port(name: string): Promise<number> {
    return Number((await this.#miniflare.unsafeGetDirectURL(name)).port);
  }

  /** What the Workers share. */
  database(): Promise<D1Database> {
    return this.#miniflare.getD1Database('DB');
  }

  /** Puts the demonstration catalogue into the database, the way an import does. */
  async fill(): Promise<void> {
    // First: it may take minutes while workerd, kept waiting, closes the connection.
    const { content, learnt, contentHash } = loadCatalogue(join(root, 'catalogue'));
    const database = await this.database();
    const files = readdirSync(join(root, 'migrations')).filter((file) => file.endsWith('.sql'));
    for (const file of files.sort())
      for (const sql of readFileSync(join(root, 'migrations', file), 'utf8').split('--> statement-breakpoint'))
        await database.prepare(sql).run();
    await database.batch(
      importStatements(content, learnt, contentHash, 0).map(({ sql, json }) =>
        json === null ? database.prepare(sql) : database.prepare(sql).bind(json),
      ),
    );
  }

  async stop(): Promise<void> {
    await this.#miniflare.dispose();
  }
}
