import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseAst } from 'rolldown/parseAst';
import { describe, expect, it } from 'vitest';
import { checkImports, type SourceFile } from './import-rules.ts';

const root = join(import.meta.dirname, '../..');
const { imports: names } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  imports: Record<string, string>;
};

/** Everything that a module names after `from`, type imports and re-exports included. */
function specifiersOf(path: string, text: string): string[] {
  const lang = path.endsWith('x') ? 'tsx' : path.endsWith('.ts') ? 'ts' : 'js';
  const specifiers: string[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { type, source } = node as { type?: string; source?: { value?: unknown } };
    if (type !== undefined && /^(Import|Export)/.test(type) && typeof source?.value === 'string')
      specifiers.push(source.value);
    for (const child of Object.values(node)) visit(child);
  };
  visit(parseAst(text, { lang, astType: lang === 'js' ? 'js' : 'ts' }));
  return specifiers;
}

function sources(): SourceFile[] {
  return ['worker', 'widget', 'tasks', 'test'].flatMap((dir) =>
    readdirSync(join(root, dir), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs)$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        return { path: relative(root, path), imports: specifiersOf(path, readFileSync(path, 'utf8')) };
      }),
  );
}

const aFile = (path: string, ...imports: string[]): SourceFile => ({ path, imports });

describe('the rules of who may import whom', () => {
  it('hold in the whole house', () => {
    const files = sources();
    expect(files.length).toBeGreaterThan(50);
    expect(checkImports(files, names)).toEqual([]);
  });

  it.each<[string, SourceFile[]]>([
    ['uphill', [aFile('worker/directory/directory.rules.ts', '../lists/lists.rules.ts')]],
    ['between peers', [aFile('worker/lists/lists.usecases.ts', '../search/search.rules.ts')]],
    ['from the platform to a slice', [aFile('worker/platform/http.ts', '../lists/lists.contract.ts')]],
    ['past the front door', [aFile('worker/catalogue/content.rules.ts', '../lists/lists.routes.ts')]],
    [
      'of a table by anything but a table or store',
      [aFile('worker/lists/lists.usecases.ts', '../directory/directory.table.ts')],
    ],
    ['of Drizzle outside tables and stores', [aFile('worker/lists/lists.usecases.ts', 'drizzle-orm')]],
    ['of Hono in rules', [aFile('worker/lists/lists.rules.ts', 'hono')]],
    ['of a store in rules', [aFile('worker/lists/lists.rules.ts', './lists.store.ts')]],
    ['of worker code by path in the widget', [aFile('widget/guide/data.ts', '../../worker/search/search.rules.ts')]],
    ['of a name that is not exported', [aFile('widget/guide/data.ts', '#lists/store')]],
    ['of tests by the product', [aFile('worker/app.ts', '../test/chromium.ts')]],
    ['of the entry', [aFile('worker/lists/lists.routes.ts', '../index.ts')]],
    [
      'in a circle',
      [aFile('worker/lists/a.rules.ts', './b.rules.ts'), aFile('worker/lists/b.rules.ts', './a.rules.ts')],
    ],
    ['of a file whose role is not on the list', [aFile('worker/lists/lists.service.ts')]],
    ['of a folder for odds and ends', [aFile('worker/utils/strings.rules.ts')]],
  ])('find an import %s', (_name, files) => {
    expect(checkImports(files, names)).not.toEqual([]);
  });

  it('let pass what the house allows', () => {
    expect(
      checkImports(
        [
          aFile('worker/lists/lists.table.ts', '../directory/directory.table.ts', 'drizzle-orm/sqlite-core'),
          aFile('worker/lists/lists.routes.ts', '../directory/directory.usecases.ts', '../platform/http.ts', 'hono'),
          aFile('widget/guide/data.ts', '#search/rules', 'preact'),
        ],
        names,
      ),
    ).toEqual([]);
  });
});
