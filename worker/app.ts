/** Puts the slices together: what is published, which routes there are, how this service says no. */
import { Hono } from 'hono';
import { METHODS } from 'hono/router';
import { apidocRoutes } from './apidoc/apidoc.routes.tsx';
import { readCurrentRelease } from './catalogue/catalogue.store.ts';
import { DIRECTORY_PROBLEMS } from './directory/directory.errors.ts';
import { directoryRoutes } from './directory/directory.routes.ts';
import { officeAnswer } from './directory/directory.rules.ts';
import { readDirectory } from './directory/directory.store.ts';
import { LISTS_PROBLEMS } from './lists/lists.errors.ts';
import { listsRoutes } from './lists/lists.routes.ts';
import { readLists } from './lists/lists.store.ts';
import type { Database } from './platform/database.ts';
import type { HonoEnv } from './platform/http.ts';
import { PLATFORM_PROBLEMS, Problem, problemResponse } from './platform/problem.ts';
import { Published } from './platform/published.ts';
import { buildEngine } from './search/ask.rules.ts';
import { searchRoutes } from './search/search.routes.ts';
import type { SearchEntry } from './search/search.rules.ts';
import { readLearntSearch } from './search/search.store.ts';

async function loadContent(db: Database) {
  const [release, directory, lists, learnt] = await Promise.all([
    readCurrentRelease(db),
    readDirectory(db),
    readLists(db),
    readLearntSearch(db),
  ]);
  if (release === null) throw new Problem(PLATFORM_PROBLEMS.notLoaded);
  const { name, status, version, effectiveDate } = release;
  const officeById = new Map(directory.offices.map((office) => [office.id, office]));
  const officeIdOf = new Map(lists.itemOffices.map((row) => [`${row.townshipCode}/${row.itemCode}`, row.officeId]));
  const learntOf = new Map(learnt.words.map((entry) => [entry.code, entry]));
  const entryOf = (
    kind: SearchEntry['kind'],
    { code, name: entryName }: { code: string; name: string },
  ): SearchEntry => {
    const { words = '', lift = 0 } = learntOf.get(code) ?? {};
    return { kind, code, name: entryName, words, lift: lift / 100 };
  };
  const entries = [
    ...lists.serviceItems.map((item) => entryOf('item', item)),
    ...lists.territorialItems.map((item) => entryOf('territorial', item)),
  ];
  return {
    dataset: { name, status, version, effectiveDate },
    directory,
    lists,
    engine: buildEngine(entries, learnt.knowledge, learnt.sounds),
    officeOf(townshipCode: string, itemCode: string) {
      const office = officeById.get(officeIdOf.get(`${townshipCode}/${itemCode}`) ?? '');
      return office ? officeAnswer(office, directory) : null;
    },
  };
}

export function createApp() {
  const published = new Published<Database, Awaited<ReturnType<typeof loadContent>>>({
    readRelease: async (db) => (await readCurrentRelease(db))?.id.toString() ?? null,
    load: (db) => loadContent(db),
  });
  const app = new Hono<HonoEnv>();
  const api = new Hono<HonoEnv>()
    .route('/', directoryRoutes(published))
    .route('/', listsRoutes(published))
    .route('/', searchRoutes(published));
  app.route('/api/v1', api);

  const problems = [PLATFORM_PROBLEMS, DIRECTORY_PROBLEMS, LISTS_PROBLEMS].flatMap((kinds) => Object.values(kinds));
  const documentation = apidocRoutes(app, problems, published);
  app.route('/', documentation);
  app.route('/api/v1', documentation);

  app.options('*', () => new Response(null, { status: 204, headers: PREFLIGHT }));
  app.notFound((c) => {
    const allowed = METHODS.map((method) => method.toUpperCase()).filter(
      (method) => method !== 'OPTIONS' && app.router.match(method, c.req.path)[0].length > 0,
    );
    if (allowed.length === 0) return problemResponse(new Problem(PLATFORM_PROBLEMS.noSuchPath));
    const allow = [...allowed, ...(allowed.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
    return problemResponse(new Problem(PLATFORM_PROBLEMS.methodNotAllowed, {}, { allow }));
  });
  app.onError((error) => {
    if (error instanceof Problem) return problemResponse(error);
    // The class only: messages of the database carry bound values, which may be what a citizen wrote.
    console.error(JSON.stringify({ event: 'unexpected-error', class: error.name }));
    return problemResponse(new Problem(PLATFORM_PROBLEMS.failure));
  });
  return { app, published };
}

/** Public reads need no credentials; a conditional request from a script asks first. */
const PREFLIGHT = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, HEAD, OPTIONS',
  'access-control-allow-headers': 'if-none-match',
  'access-control-max-age': '86400',
};
