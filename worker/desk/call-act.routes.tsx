/** @jsxImportSource hono/jsx */
/** `/desk/calls/:id/…`: one form for each step of a call. */
import type { Context } from 'hono';
import { PHOTO_STEPS } from '../calls/calls.data.ts';
import { CALLS_PROBLEMS } from '../calls/calls.errors.ts';
import { CALL_PERMISSIONS, type DeskCallAction } from '../calls/calls.rules.ts';
import { actOnCall, type OpenedCall, openCall } from '../calls/calls.usecases.ts';
import { aroundOf } from '../calls/world.usecases.ts';
import { dutyListsOf } from '../lists/versions.usecases.ts';
import { Problem } from '../platform/problem.ts';
import { CallActPage, CallNotPossiblePage, CHOOSING } from './call-act.pages.tsx';
import { callPath, organText } from './call-words.pages.tsx';
import { CALL_FORM_BYTES, CALL_PATH, type Calling, calling, photosFrom } from './calling.routes.ts';
import { CALL_FORMS } from './calls.data.ts';
import { candidatesOf } from './decide.rules.ts';
import { type Desk, type DeskEnv, deskRoute } from './entrance.routes.ts';
import type { Faults } from './form.pages.tsx';
import type { Typed } from './handling.rules.ts';
import { goTo, page } from './shell.pages.tsx';
import { suggest } from './suggest.rules.ts';
import { caseIdIn, type DeskPublished } from './viewing.routes.ts';

const queryOf = (c: Context<DeskEnv>): Typed => ({
  text: (name) => c.req.query(name) ?? '',
  all: (name) => c.req.queries(name) ?? [],
});

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
  const { dutiesOf } = await aroundOf(world, opened.row);
  // What is needed and what was seen; why the township cannot do it leads astray.
  const words = opened.text === null ? [] : [opened.text.need, opened.text.evidence];
  const suggested = CHOOSING.includes(action) ? suggest(content.engine, words).entries : [];
  const nameOf = (organ: string) => organText(organ, content);
  const candidates = candidatesOf(opened.row, { dutiesOf, nameOf, suggested });
  const children = (
    <CallActPage {...form} {...{ action, opened, content, items, candidates }} session={c.var.session} />
  );
  return page(c, { title: CALL_FORMS[action].title, here: '/desk/calls', children }, status);
}

export function callActRoutes(desk: Desk, published: DeskPublished): void {
  for (const [name, permission] of Object.entries(CALL_PERMISSIONS)) {
    const action = name as DeskCallAction;
    deskRoute(desk, 'get', `${CALL_PATH}/${action}`, permission, async (c) => {
      const at = await calling(c, published);
      const opened = await openCall(at.world, at.viewer, caseIdIn(c));
      if (opened === null) throw new Problem(CALLS_PROBLEMS.notFound);
      const form = { typed: queryOf(c), once: crypto.randomUUID(), faults: [], isLost: false };
      return showAct(c, at, action, opened, form, 200);
    });
    deskRoute(
      desk,
      'post',
      `${CALL_PATH}/${action}`,
      permission,
      async (c) => {
        const at = await calling(c, published);
        const { form: typed } = c.var;
        const id = caseIdIn(c);
        const result = await actOnCall(at.world, at.viewer, id, {
          action,
          version: Number(typed.text('version')),
          once: typed.text('once'),
          note: typed.text('note'),
          fields: { body: typed.text('body'), entry: typed.text('entry'), level: Number(typed.text('level')) },
          photos: await photosFrom(c),
        });
        if (result.kind === 'done') return goTo(c, callPath(id), 'step-done');
        const opened = await openCall(at.world, at.viewer, id);
        if (opened === null) throw new Problem(CALLS_PROBLEMS.notFound);
        const isLost = result.kind === 'lost';
        const faults = result.kind === 'invalid' ? result.faults : [];
        // Nothing was written: the same form may come again. After a lost race it is another step, on another version.
        const once = isLost ? crypto.randomUUID() : typed.text('once');
        return showAct(c, at, action, opened, { typed, once, faults, isLost }, isLost ? 409 : 422);
      },
      PHOTO_STEPS.includes(action) ? { most: CALL_FORM_BYTES } : {},
    );
  }
}
