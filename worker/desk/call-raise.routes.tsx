/** @jsxImportSource hono/jsx */
/** `/desk/calls/new`: a township calls, from a case or by itself. */
import type { Context } from 'hono';
import { dayOf } from '../calendar/calendar.rules.ts';
import { limitsFrom } from '../calls/limits.rules.ts';
import { raise } from '../calls/raise.usecases.ts';
import { PickEntryPage, RaisePage } from './call-raise.pages.tsx';
import { callPath } from './call-words.pages.tsx';
import { CALL_FORM_BYTES, type Calling, calling, caseAsked, photosFrom } from './calling.routes.ts';
import { type Desk, type DeskEnv, deskRoute } from './entrance.routes.ts';
import type { Faults } from './form.pages.tsx';
import type { Typed } from './handling.rules.ts';
import { goTo, page } from './shell.pages.tsx';
import { CASE_PATH, type DeskPublished } from './viewing.routes.ts';

const NOTHING: Typed = { text: () => '', all: () => [] };

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

export function callRaiseRoutes(desk: Desk, published: DeskPublished): void {
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

  deskRoute(
    desk,
    'post',
    '/desk/calls/new',
    'calls.raise',
    async (c) => {
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
        photos: await photosFrom(c),
      });
      if (result.kind === 'raised') return goTo(c, callPath(result.row.id), 'call-raised');
      return showRaise(c, at, asked, { typed: form, once: form.text('once'), faults: result.faults }, 422);
    },
    { most: CALL_FORM_BYTES },
  );
}
