import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** What a tool complains about; empty when it is content. */
function complaints(command: string, args: string[]): string {
  try {
    execFileSync(command, args, { cwd: root, stdio: 'pipe', encoding: 'utf8' });
    return '';
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    return `${stdout ?? ''}${stderr ?? ''}` || String(error);
  }
}

describe('the code', () => {
  it('passes the linter', () => {
    expect(complaints('biome', ['check', '.'])).toBe('');
  });

  it.each(['.', 'widget', 'test'])('has sound types (%s)', (project) => {
    expect(complaints('tsc', ['-p', project])).toBe('');
  });
});

describe('dependencies', () => {
  it('are pinned to exact versions', () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<
      string,
      Record<string, string>
    >;
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies }))
      expect(version, name).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
  });
});
