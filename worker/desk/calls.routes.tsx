/** @jsxImportSource hono/jsx */
/** `/desk/calls`: what townships call for, one form for each step. */
import type { Context } from 'hono';
import { dayOf } from '../calendar/calendar.rules.ts';
import { CALLS_PROBLEMS } from '../calls/calls.errors.ts';
import { CALL_PERMISSIONS, type DeskCallAction } from '../calls/calls.rules.ts';
import { actOnCall, listCalls, type OpenedCall, openCall } from '../calls/calls.usecases.ts';
import { riseAtOnce } from '../calls/gap.usecases.ts';
import { limitsFrom } from '../calls/limits.rules.ts';
import { raise } from '../calls/raise.usecases.ts';
import { aroundOf, type CallWorld } from '../calls/world.usecases.ts';
import { soonUntil } from '../cases/queue.rules.ts';
import { findCase } from '../cases/reading.usecases.ts';
import { type Viewer, viewerOf } from '../cases/viewer.rules.ts';
import { dutyListsOf } from '../lists/versions.usecases.ts';
import { isOnDuty } from '../operations/rosters.usecases.ts';
import { Problem } from '../platform/problem.ts';
import { may, scopeOf } from '../staff/permissions.rules.ts';
import { CallActPage, CallNotPossiblePage } from './call-act.pages.tsx';
import { PickEntryPage, RaisePage } from './call-raise.pages.tsx';
import { CALL_FORMS } from './calls.data.ts';
import { CallPage, callNumber, callPath } from './calls.pages.tsx';
import { CallsPage } from './calls-list.pages.tsx';
import type { DeskContent } from './desk.contract.ts';
import { type Desk, type DeskEnv, deskRoute } from './entrance.routes.ts';
import type { Faults } from './form.pages.tsx';
import type { Typed } from './handling.rules.ts';
import { goTo, page } from './shell.pages.tsx';
import { CASE_PATH, caseIdIn, type DeskPublished, notThere, viewing } from './viewing.routes.ts';

const CALL_PATH = '/desk/calls/:id{[0-9a-f]{13}}';
const MOST = 200;

interface Calling {
  world: CallWorld;
  content: DeskContent;
  viewer: Viewer;
}
async function calling(c: Context<DeskEnv>, published: DeskPublished): Promise<Calling> {
  const { world, content, viewer } = await viewing(c, published);
  return { world: { ...world, content }, content, viewer };
}
const queryOf = (c: Context<DeskEnv>): Typed => ({
  text: (name) => c.req.query(name) ?? '',
  all: (name) => c.req.queries(name) ?? [],
});
const NOTHING: Typed = { text: () => '', all: () => [] };

/** @returns null without one; @throws Problem 404 for what is no case, or not to be seen */
async function caseAsked({ world, viewer }: Calling, text: string) {
  if (text === '') return null;
  const row = /^[0-9a-f]{13}$/.test(text) ? await findCase(world, viewer, Number.parseInt(text, 16)) : null;
  if (row === null) throw notThere();
  return row;
}

async function showRaise(
  c: Context<DeskEnv>,
  at: Calling,
  asked: { entry: string; caseId: number | null },
  form: { typed: Typed; once: string; faults: Faults },
  status: 200 | 422,
) {
  const { content, world, viewer } = at;
  const duties = content.dutiesOf(asked.entry, viewer.townships?.[0] ?? null);
  const children =
    duties?.entry.list === 'territorial' ? (
      <RaisePage
        {...form}
        duties={duties}
        session={c.var.session}
        caseId={asked.caseId}
        today={dayOf(world.now)}
        limits={limitsFrom(content.stepLimits)}
      />
    ) : (
      <PickEntryPage content={content} caseId={asked.caseId} />
    );
  return page(c, { title: '呼叫市直部门', here: '/desk/calls', children }, status);
}

function raising(desk: Desk, published: DeskPublished): void {
  deskRoute(desk, 'get', '/desk/calls/new', 'calls.raise', async (c) => {
    const at = await calling(c, published);
    const row = await caseAsked(at, c.req.query('case') ?? '');
    const isPicking = c.req.query('pick') !== undefined;
    const entry = c.req.query('entry') ?? (isPicking ? '' : (row?.territorialCode ?? ''));
    const form = { typed: NOTHING, once: crypto.randomUUID(), faults: [] };
    return showRaise(c, at, { entry, caseId: row?.id ?? null }, form, 200);
  });

  deskRoute(desk, 'get', `${CASE_PATH}/call`, 'calls.raise', async (c) => {
    const at = await calling(c, published);
    await caseAsked(at, c.req.param('id') ?? '');
    return goTo(c, `/desk/calls/new?case=${c.req.param('id')}`);
  });

  deskRoute(desk, 'post', '/desk/calls/new', 'calls.raise', async (c) => {
    const at = await calling(c, published);
    const { form } = c.var;
    const row = await caseAsked(at, form.text('case'));
    const asked = { entry: form.text('entry'), caseId: row?.id ?? null };
    const result = await raise(at.world, at.viewer, {
      once: form.text('once'),
      kind: form.text('kind'),
      entry: asked.entry,
      helpers: form.all('helpers'),
      text: {
        need: form.text('need'),
        why: form.text('why'),
        evidence: form.text('evidence'),
        place: form.text('place'),
      },
      caseId: asked.caseId,
    });
    if (result.kind === 'raised') {
      const { lead } = result.row;
      if (lead !== null && !(await isOnDuty(at.world.db, lead, at.world.now))) await riseAtOnce(at.world, result.row);
      return goTo(c, callPath(result.row.id), 'call-raised');
    }
    return showRaise(c, at, asked, { typed: form, once: form.text('once'), faults: result.faults }, 422);
  });
}

async function showAct(
  c: Context<DeskEnv>,
  { world, content }: Calling,
  action: DeskCallAction,
  opened: OpenedCall,
  form: { typed: Typed; once: string; faults: Faults; isLost: boolean },
  status: 200 | 409 | 422,
) {
  if (!opened.possible.includes(action)) {
    const children = <CallNotPossiblePage action={action} opened={opened} note={form.typed.text('note')} />;
    return page(c, { title: '现在不能这样做', here: '/desk/calls', children }, 409);
  }
  const { territorialItems: items } = await dutyListsOf(world.db, content.lists, opened.row.listVersion);
  const children = <CallActPage {...form} {...{ action, opened, content, items }} session={c.var.session} />;
  return page(c, { title: CALL_FORMS[action].title, here: '/desk/calls', children }, status);
}

function acting(desk: Desk, published: DeskPublished): void {
  for (const [name, permission] of Object.entries(CALL_PERMISSIONS)) {
    const action = name as DeskCallAction;
    deskRoute(desk, 'get', `${CALL_PATH}/${action}`, permission, async (c) => {
      const at = await calling(c, published);
      const opened = await openCall(at.world, at.viewer, caseIdIn(c));
      if (opened === null) throw new Problem(CALLS_PROBLEMS.notFound);
      const form = { typed: queryOf(c), once: crypto.randomUUID(), faults: [], isLost: false };
      return showAct(c, at, action, opened, form, 200);
    });
    deskRoute(desk, 'post', `${CALL_PATH}/${action}`, permission, async (c) => {
      const at = await calling(c, published);
      const { form: typed } = c.var;
      const id = caseIdIn(c);
      const result = await actOnCall(at.world, at.viewer, id, {
        action,
        version: Number(typed.text('version')),
        once: typed.text('once'),
        note: typed.text('note'),
        fields: { body: typed.text('body'), entry: typed.text('entry'), level: Number(typed.text('level')) },
      });
      if (result.kind === 'done') return goTo(c, callPath(id), 'step-done');
      const opened = await openCall(at.world, at.viewer, id);
      if (opened === null) throw new Problem(CALLS_PROBLEMS.notFound);
      const isLost = result.kind === 'lost';
      const faults = result.kind === 'invalid' ? result.faults : [];
      // Nothing was written: the same form may come again. After a lost race it is another step, on another version.
      const once = isLost ? crypto.randomUUID() : typed.text('once');
      return showAct(c, at, action, opened, { typed, once, faults, isLost }, isLost ? 409 : 422);
    });
  }
}

export function callsRoutes(desk: Desk, published: DeskPublished): void {
  deskRoute(desk, 'get', '/desk/calls', 'calls.read', async (c) => {
    const { world, content, viewer } = await calling(c, published);
    const isOpen = c.req.query('box') !== 'closed';
    const children = (
      <CallsPage
        calls={await listCalls(world, viewer, isOpen, MOST)}
        content={content}
        isOpen={isOpen}
        times={{ now: world.now, soon: soonUntil(content.calendar, world.now) }}
        mayRaise={may(viewer.role, 'calls.raise')}
      />
    );
    return page(c, { title: '呼叫', here: '/desk/calls', width: 'wide', children });
  });
  raising(desk, published);
  deskRoute(desk, 'get', CALL_PATH, 'calls.read', async (c) => {
    const { world, content, viewer } = await calling(c, published);
    const opened = await openCall(world, viewer, caseIdIn(c));
    if (opened === null) throw new Problem(CALLS_PROBLEMS.notFound);
    const { row } = opened;
    const caseScope = scopeOf(viewer.role, 'cases.read');
    const seesCase =
      row.caseId !== null &&
      caseScope !== null &&
      (await findCase(world, viewerOf(c.var.session, caseScope, content.directory), row.caseId)) !== null;
    const duties = (await aroundOf(world, row)).dutiesOf(row.entryCode);
    const times = { now: world.now, soon: soonUntil(content.calendar, world.now) };
    const mayLead = may(viewer.role, 'operations.lead');
    const children = <CallPage {...{ opened, content, times, duties, seesCase, mayLead }} />;
    return page(c, { title: `呼叫 ${callNumber(row)}`, here: '/desk/calls', width: 'wide', children });
  });
  acting(desk, published);
}
