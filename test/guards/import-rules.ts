/** The rules of docs/house.md as one function over files and what they import. Each finding is one line. */
import { posix } from 'node:path';

export interface SourceFile {
  /** From the top of the project, e.g. `worker/lists/lists.routes.ts`. */
  path: string;
  imports: string[];
}

/** Slices by rank, highest first: a slice may import from lower ranks only. */
const RANKS: readonly (readonly string[])[] = [
  ['apidoc', 'standards', 'programs'],
  ['desk', 'lite'],
  ['evaluation'],
  ['assignments', 'calls', 'operations'],
  ['catalogue'],
  ['search', 'cases', 'feedback', 'lists'],
  ['calendar', 'directory', 'sites', 'staff'],
  ['platform'],
];

const ROLES = [
  'contract',
  'rules',
  'data',
  'table',
  'store',
  'usecases',
  'middleware',
  'errors',
  'routes',
  'pages',
  'mapping',
];
/** What other slices may import. `errors` holds the problems that a use case of the slice may raise. */
const FRONT_DOOR = ['contract', 'rules', 'data', 'usecases', 'middleware', 'errors'];
const PURE = ['contract', 'rules', 'data', 'mapping'];
/** Pure roles may use these packages: they compute and touch nothing. */
const PURE_PACKAGES = ['valibot', 'csv-parse/sync', 'fflate'];

interface Room {
  slice: string | null;
  role: string | null;
}

function roomOf(path: string): Room {
  const [top, slice, file] = path.split('/');
  if (top !== 'worker' || slice === undefined || file === undefined) return { slice: null, role: null };
  return { slice, role: /\.(\w+)\.tsx?$/.exec(file)?.[1] ?? null };
}

const rankOf = (slice: string): number => RANKS.findIndex((rank) => rank.includes(slice));

function checkSlice(path: string, specifier: string, target: string, from: Room): string | null {
  if (target === 'worker/index.ts' || target === 'worker/app.ts') return `${path} imports the entry ${target}`;
  if (!target.startsWith('worker/')) return `${path} leaves the worker: ${specifier}`;
  const to = roomOf(target);
  if (from.slice === null || to.slice === null) return null;
  if (
    from.role !== null &&
    PURE.includes(from.role) &&
    to.slice !== 'platform' &&
    !(to.role !== null && PURE.includes(to.role))
  )
    return `${path} is pure and imports ${target}`;
  if (from.role === 'rules' && to.slice === 'platform' && to.role !== 'contract')
    return `${path} is pure and imports ${target}`;
  if (from.slice === to.slice) return null;
  if (rankOf(to.slice) <= rankOf(from.slice)) return `${path} imports uphill or from a peer: ${target}`;
  if (to.slice === 'platform') return null;
  const isTableAccess = to.role === 'table' && (from.role === 'table' || from.role === 'store');
  if (!isTableAccess && !(to.role !== null && FRONT_DOOR.includes(to.role)))
    return `${path} goes past the front door: ${target}`;
  return null;
}

function checkPackage(path: string, specifier: string, from: Room): string | null {
  const mayUseDrizzle = from.slice === 'platform' || from.role === 'table' || from.role === 'store';
  if (specifier.startsWith('drizzle-orm') && path.startsWith('worker/') && !mayUseDrizzle)
    return `${path} uses Drizzle`;
  if (from.slice !== 'platform' && from.role !== null && PURE.includes(from.role) && !PURE_PACKAGES.includes(specifier))
    return `${path} is pure and imports ${specifier}`;
  return null;
}

function checkFile({ path, imports }: SourceFile, names: Record<string, string>): string[] {
  const findings: (string | null)[] = [];
  const [top = ''] = path.split('/');
  const room = roomOf(path);
  if (room.slice !== null && rankOf(room.slice) < 0) findings.push(`${path} is in no room of the house`);
  if (room.slice !== null && room.slice !== 'platform' && !(room.role !== null && ROLES.includes(room.role)))
    findings.push(`${path} has a role that is not on the list`);
  for (const specifier of imports) {
    if (specifier.startsWith('#')) {
      if (!(specifier in names)) findings.push(`${path} imports an unknown name: ${specifier}`);
      if (top === 'worker') findings.push(`${path} imports by a name meant for the browser: ${specifier}`);
    } else if (specifier.startsWith('.')) {
      const target = posix.normalize(posix.join(posix.dirname(path), specifier));
      if (top === 'worker') {
        // app.ts puts the slices together; index.ts starts it.
        if (path === 'worker/index.ts' || path === 'worker/app.ts') {
          if (!target.startsWith('worker/')) findings.push(`${path} leaves the worker: ${specifier}`);
        } else findings.push(checkSlice(path, specifier, target, room));
      } else if (top === 'widget' && target !== 'vite.widget.config.ts' && !target.startsWith('widget/'))
        findings.push(`${path} imports worker code by path: ${specifier}`);
      else if (top === 'tasks' && target.startsWith('test/')) findings.push(`${path} imports a test: ${specifier}`);
    } else findings.push(checkPackage(path, specifier, room));
  }
  return findings.filter((finding) => finding !== null);
}

function findCycles(files: readonly SourceFile[], names: Record<string, string>): string[] {
  const edges = new Map(
    files.map(({ path, imports }) => [
      path,
      imports.flatMap((specifier) => {
        const named = names[specifier];
        if (named !== undefined) return [posix.normalize(named)];
        return specifier.startsWith('.') ? [posix.normalize(posix.join(posix.dirname(path), specifier))] : [];
      }),
    ]),
  );
  const cycles: string[] = [];
  const done = new Set<string>();
  const walk = (path: string, trail: readonly string[]): void => {
    const seenAt = trail.indexOf(path);
    if (seenAt >= 0) {
      cycles.push(`circle: ${[...trail.slice(seenAt), path].join(' → ')}`);
      return;
    }
    if (done.has(path)) return;
    for (const next of edges.get(path) ?? []) walk(next, [...trail, path]);
    done.add(path);
  };
  for (const path of edges.keys()) walk(path, []);
  return cycles;
}

export function checkImports(files: readonly SourceFile[], names: Record<string, string>): string[] {
  return [...files.flatMap((file) => checkFile(file, names)), ...findCycles(files, names)];
}
