import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type CatalogueFiles = Map<string, Uint8Array>;

const dir = join(import.meta.dirname, '../../catalogue');
const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** The demonstration set as files; every call gives a set of its own that a test may spoil. */
export function demonstrationFiles(): CatalogueFiles {
  const names = readdirSync(dir, { recursive: true })
    .map((name) => String(name).replaceAll('\\', '/'))
    .filter((name) => /\.(csv|json)$/.test(name));
  return new Map(names.map((name) => [name, new Uint8Array(readFileSync(join(dir, name)))]));
}

export const textOf = (files: CatalogueFiles, file: string): string => decoder.decode(files.get(file));

/** The demonstration set with one file rewritten. */
export function withChanged(file: string, change: (text: string) => string): CatalogueFiles {
  const files = demonstrationFiles();
  return files.set(file, encoder.encode(change(textOf(files, file))));
}

/** The demonstration set with a file added. */
export const withFile = (file: string, text: string): CatalogueFiles =>
  demonstrationFiles().set(file, encoder.encode(text));
