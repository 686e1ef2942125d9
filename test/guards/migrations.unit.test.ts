import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'migrations');
const migrations = readdirSync(folder).filter((name) => name.endsWith('.sql'));

/** SQL that loses what has been stored, or lets a later migration lose it. */
function destructive(sql: string): string[] {
  const rules: [RegExp, string][] = [
    [/ON DELETE (?!no action|restrict)/i, 'deletes children: no cascade anywhere'],
    [/ON UPDATE (?!no action|restrict)/i, 'rewrites children'],
    [/PRAGMA\s+foreign_keys\s*=\s*OFF/i, 'switches the keys off: write PRAGMA defer_foreign_keys=on'],
    [/\bDROP\s+TABLE\b(?![^;]*-- rebuilt)/i, 'drops a table'],
    [/\bDROP\s+COLUMN\b/i, 'drops a column'],
    [/\bDELETE\s+FROM\b/i, 'deletes rows'],
    [/\bINSERT\s+OR\s+REPLACE\b/i, 'replaces rows behind the triggers'],
  ];
  return rules.filter(([pattern]) => pattern.test(sql)).map(([, finding]) => finding);
}

describe('migrations', () => {
  it.each(migrations)('%s loses nothing that has been stored', (name) => {
    expect(destructive(readFileSync(join(folder, name), 'utf8'))).toEqual([]);
  });

  it.each([
    'CREATE TABLE a (b text REFERENCES c(d) ON DELETE cascade)',
    'PRAGMA foreign_keys=OFF;',
    'DROP TABLE `service_item`;',
    'ALTER TABLE a DROP COLUMN b;',
    'DELETE FROM a;',
  ])('the lint finds %s', (sql) => {
    expect(destructive(sql)).not.toEqual([]);
  });

  it('are what the tables in the code ask for: generating again gives no difference', () => {
    // drizzle-kit takes its output folder from the top of the project only.
    const copy = mkdtempSync(join(root, '.drift-'));
    try {
      cpSync(folder, join(copy, 'migrations'), { recursive: true });
      const config = join(copy, 'drizzle.config.ts');
      const text = readFileSync(join(root, 'drizzle.config.ts'), 'utf8');
      writeFileSync(config, text.replace("'./migrations'", `'./${copy.slice(root.length + 1)}/migrations'`));
      execFileSync('drizzle-kit', ['generate', '--config', config], { cwd: root, stdio: 'pipe' });
      expect(readdirSync(join(copy, 'migrations')).filter((name) => name.endsWith('.sql'))).toEqual(migrations);
    } finally {
      rmSync(copy, { recursive: true });
    }
  });
});
