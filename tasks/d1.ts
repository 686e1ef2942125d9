/** The project's D1 database as commands see it: through wrangler, on this machine or on Cloudflare. */
import { run, stateDir } from './environment.mjs';

/** @returns the rows of one statement */
export async function query<Row>(sql: string, remote: boolean): Promise<Row[]> {
  const where = remote ? ['--remote'] : ['--local', '--persist-to', stateDir];
  const output = await run('wrangler', ['d1', 'execute', 'DB', '--json', '--command', sql, ...where], {
    env: { CI: 'true' },
  });
  const [first] = JSON.parse(output.slice(output.indexOf('['))) as { results: Row[] }[];
  return first?.results ?? [];
}
