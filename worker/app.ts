/** Puts the slices together: what is published, which routes there are, how this service says no. */
import { Hono } from 'hono';
import { METHODS } from 'hono/router';
import { apidocRoutes } from './apidoc/apidoc.routes.tsx';
import { ASSIGNMENTS_PROBLEMS } from './assignments/assignments.errors.ts';
import { endDue } from './assignments/assignments.usecases.ts';
import { gatherEvidence } from './assignments/evidence.usecases.ts';
import { openRegisterRoutes } from './assignments/open.routes.ts';
import { readCalendar } from './calendar/calendar.usecases.ts';
import { readStepLimits } from './calendar/step-limits.usecases.ts';
import { CALLS_PROBLEMS } from './calls/calls.errors.ts';
import { CALL_JOBS, OFTEN_CALL_JOBS } from './calls/jobs.usecases.ts';
import { CASES_PROBLEMS } from './cases/cases.errors.ts';
import { casesRoutes } from './cases/cases.routes.ts';
import { JOBS, OFTEN, OFTEN_CRON } from './cases/jobs.usecases.ts';
import { TRAIL_PROBLEMS } from './cases/trail.errors.ts';
import { trailRoutes } from './cases/trail.routes.ts';
import { type CaseWorld, openWorld } from './cases/world.usecases.ts';
import { readCurrentRelease } from './catalogue/catalogue.store.ts';
import { deskRoutes } from './desk/desk.routes.ts';
import { DIRECTORY_PROBLEMS } from './directory/directory.errors.ts';
import { directoryRoutes } from './directory/directory.routes.ts';
import { officeAnswer } from './directory/directory.rules.ts';
import { readDirectory } from './directory/directory.store.ts';
import { FEEDBACK_PROBLEMS } from './feedback/feedback.errors.ts';
import { feedbackRoutes } from './feedback/feedback.routes.ts';
import { forgetFeedback } from './feedback/feedback.usecases.ts';
import { dutiesOf } from './lists/duties.rules.ts';
import { LISTS_PROBLEMS } from './lists/lists.errors.ts';
import { listsRoutes } from './lists/lists.routes.ts';
import { readLists } from './lists/lists.store.ts';
import { liteRoutes } from './lite/lite.routes.ts';
import { OFTEN_OPERATION_JOBS, OPERATION_JOBS } from './operations/jobs.usecases.ts';
import { OPERATIONS_PROBLEMS } from './operations/operations.errors.ts';
import { operationsRoutes } from './operations/operations.routes.ts';
import { type Database, openDatabase } from './platform/database.ts';
import type { Env } from './platform/env.ts';
import type { HonoEnv } from './platform/http.ts';
import { preflight } from './platform/origins.ts';
import { PLATFORM_PROBLEMS, Problem, problemResponse } from './platform/problem.ts';
import { Published } from './platform/published.ts';
import { PROGRAMS_PROBLEMS } from './programs/programs.errors.ts';
import { programsRoutes } from './programs/programs.routes.ts';
import { buildEngine } from './search/ask.rules.ts';
import { searchRoutes } from './search/search.routes.ts';
import type { SearchEntry } from './search/search.rules.ts';
import { readLearntSearch } from './search/search.store.ts';
import { frameRoutes, sitesRoutes } from './sites/sites.routes.ts';
import { SiteRegister } from './sites/sites.usecases.ts';

async function loadContent(db: Database) {
  const [release, directory, lists, learnt, calendar, stepLimits] = await Promise.all([
    readCurrentRelease(db),
    readDirectory(db),
    readLists(db),
    readLearntSearch(db),
    readCalendar(db),
    readStepLimits(db),
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
    const { words = '', hints = '', lift = 0 } = learntOf.get(code) ?? {};
    return { kind, code, name: entryName, words, hints, lift: lift / 100 };
  };
  const entries = [
    ...lists.serviceItems.map((item) => entryOf('item', item)),
    ...lists.territorialItems.map((item) => entryOf('territorial', item)),
  ];
  return {
    dataset: { name, status, version, effectiveDate },
    directory,
    lists,
    calendar,
    stepLimits,
    codes: {
      territorial: new Set(lists.territorialItems.map(({ code }) => code)),
      items: new Set(lists.serviceItems.map(({ code }) => code)),
    },
    dutiesOf: (code: string, townshipCode: string | null) => dutiesOf(lists, directory, code, townshipCode),
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
  const register = new SiteRegister();
  const isRegistered = (env: Env, origin: string) => register.has(openDatabase(env.DB), origin, Date.now());
  const app = new Hono<HonoEnv>();
  const api = new Hono<HonoEnv>()
    .route('/', directoryRoutes(published))
    .route('/', listsRoutes(published))
    .route('/', searchRoutes(published))
    .route('/', casesRoutes(published, isRegistered))
    .route('/', feedbackRoutes(published))
    .route('/', operationsRoutes(published))
    .route('/', sitesRoutes(register))
    .route('/', programsRoutes(published));
  app.route('/api/v1', api);
  app.route('/', trailRoutes());
  app.route('/', openRegisterRoutes(published));
  app.route('/', frameRoutes(register));
  app.route('/', liteRoutes(published, app));
  app.route('/', deskRoutes(published));

  const problems = [
    PLATFORM_PROBLEMS,
    DIRECTORY_PROBLEMS,
    LISTS_PROBLEMS,
    CASES_PROBLEMS,
    FEEDBACK_PROBLEMS,
    TRAIL_PROBLEMS,
    ASSIGNMENTS_PROBLEMS,
    OPERATIONS_PROBLEMS,
    CALLS_PROBLEMS,
    PROGRAMS_PROBLEMS,
  ].flatMap((kinds) => Object.values(kinds));
  const documentation = apidocRoutes(app, problems, published);
  app.route('/', documentation);
  app.route('/api/v1', documentation);

  app.options('*', preflight(isRegistered));
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

  const callJobs = Object.fromEntries(
    Object.entries(CALL_JOBS).map(([name, job]) => [
      name,
      async (world: CaseWorld) => job({ ...world, content: await published.current(world.db, world.now) }),
    ]),
  );

  const operationJobs = Object.fromEntries(
    Object.entries(OPERATION_JOBS).map(([name, job]) => [
      name,
      async (world: CaseWorld) => job({ ...world, content: await published.current(world.db, world.now) }),
    ]),
  );

  /** They come first: evidence is found by the events that are not anchored yet. */
  const gateJobs = {
    admissions: async ({ db, keys, sender, now }: CaseWorld) =>
      endDue({ db, keys, sender, now, ...(await published.current(db, now)) }),
    evidence: async ({ db, now }: CaseWorld) => gatherEvidence({ db, now, ...(await published.current(db, now)) }),
  };

  /** Each job on its own: one that fails keeps none of the others back. */
  async function runJobs(env: Env, cron = ''): Promise<Record<string, Record<string, number> | 'failed'>> {
    const reports: Record<string, Record<string, number> | 'failed'> = {};
    const jobs = {
      ...gateJobs,
      ...JOBS,
      ...callJobs,
      ...operationJobs,
      feedback: ({ db, now }: CaseWorld) => forgetFeedback(db, now),
    };
    for (const [name, job] of Object.entries(jobs)) {
      if (cron === OFTEN_CRON && ![...OFTEN, ...OFTEN_CALL_JOBS, ...OFTEN_OPERATION_JOBS].includes(name)) continue;
      try {
        reports[name] = await job(await openWorld(env, published));
      } catch (error) {
        console.error(JSON.stringify({ event: 'job-failed', job: name, class: (error as Error).name }));
        reports[name] = 'failed';
      }
    }
    return reports;
  }
  return { app, published, runJobs };
}
