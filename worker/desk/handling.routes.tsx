/** @jsxImportSource hono/jsx */
/** One form for each step of a case, at `/desk/cases/<id>/<step>`. */
import type { Context } from 'hono';
import { DESK_ACTIONS, type DeskActionName, deskAction } from '../cases/deskwork.data.ts';
import { openApproval } from '../cases/deskwork.rules.ts';
import { act } from '../cases/deskwork.usecases.ts';
import { caseIdOf } from '../cases/naming.usecases.ts';
import { findCase, openCase } from '../cases/reading.usecases.ts';
import { openForWork, type WorkCase } from '../cases/workcase.usecases.ts';
import { ActPage, casePath, NotPossiblePage } from './act.pages.tsx';
import { type Desk, type DeskEnv, deskRoute } from './entrance.routes.ts';
import type { Faults } from './form.pages.tsx';
import { fieldsOf, type Typed } from './handling.rules.ts';
import { goTo, page } from './shell.pages.tsx';
import { CASE_PATH, caseIdIn, type DeskPublished, notThere, type Viewing, viewing } from './viewing.routes.ts';

const queryOf = (c: Context<DeskEnv>): Typed => ({
  text: (name) => c.req.query(name) ?? '',
  all: (name) => c.req.queries(name) ?? [],
});

interface Shown {
  typed: Typed;
  isTyped: boolean;
  faults: Faults;
  isLost: boolean;
  once: string;
}

async function show(
  c: Context<DeskEnv>,
  { world, content, viewer }: Viewing,
  action: DeskActionName,
  work: WorkCase,
  shown: Shown,
  status: 200 | 409 | 422,
) {
  const { row, approvals } = work;
  const opened = deskAction(action).withText === true ? await openCase(world, viewer, row.id, ['text']) : null;
  const kind = action.endsWith('identity') ? 'identity' : 'extension';
  const approval = approvals.find(({ id }) => id === openApproval(kind, work));
  const reason = approval && row.history.find(({ seq }) => seq === approval.askedSeq);
  const isDecision = deskAction(action).permission === 'cases.approve';
  const children = (
    <ActPage
      {...shown}
      action={action}
      work={work}
      content={content}
      session={c.var.session}
      now={world.now}
      number={opened?.matter?.number ?? null}
      text={opened?.matter?.text ?? null}
      asked={
        isDecision && approval && reason
          ? {
              by: opened?.names.get(approval.askedBy) ?? '',
              text: [...(opened?.notes ?? [])].find(([step]) => step.seq === reason.seq)?.[1] ?? '',
              days: approval.days,
            }
          : null
      }
    />
  );
  return page(c, { title: deskAction(action).title, here: '/desk/cases', children }, status);
}

function refuse(
  c: Context<DeskEnv>,
  { content }: Viewing,
  action: DeskActionName,
  work: Pick<WorkCase, 'row' | 'possible'>,
) {
  const children = <NotPossiblePage action={action} {...work} typedNote={c.var.form.text('note')} content={content} />;
  return page(c, { title: '现在不能这样做', here: '/desk/cases', children }, 409);
}

async function form(c: Context<DeskEnv>, published: DeskPublished, action: DeskActionName) {
  const at = await viewing(c, published);
  const work = await openForWork(at.world, at.viewer, caseIdIn(c));
  if (work === null) throw notThere();
  if (!work.possible.includes(action)) return refuse(c, at, action, work);
  const shown = { typed: queryOf(c), isTyped: false, faults: [], isLost: false, once: crypto.randomUUID() };
  return show(c, at, action, work, shown, 200);
}

async function posted(c: Context<DeskEnv>, published: DeskPublished, action: DeskActionName) {
  const at = await viewing(c, published);
  const { world, viewer } = at;
  const { form: typed } = c.var;
  const id = caseIdIn(c);
  const result = await act(world, viewer, id, {
    action,
    version: Number(typed.text('version')),
    once: typed.text('once'),
    note: typed.text('note'),
    fields: fieldsOf(action, typed, (number) => caseIdOf(world.keys, number)),
  });
  if (result.kind === 'done') {
    const isStillSeen = (await findCase(world, viewer, id)) !== null;
    return isStillSeen ? goTo(c, casePath(id), 'step-done') : goTo(c, '/desk/cases', 'case-moved');
  }
  const work = await openForWork(world, viewer, id);
  if (work === null) throw notThere();
  if (!work.possible.includes(action)) return refuse(c, at, action, work);
  const isLost = result.kind === 'lost';
  const faults = result.kind === 'invalid' ? result.faults : [];
  // Nothing was written: the same form may come again. After a lost race it is another step, on another version.
  const once = isLost ? crypto.randomUUID() : typed.text('once');
  return show(c, at, action, work, { typed, isTyped: true, faults, isLost, once }, isLost ? 409 : 422);
}

export function handlingRoutes(desk: Desk, published: DeskPublished): void {
  for (const action of Object.keys(DESK_ACTIONS) as DeskActionName[]) {
    const { permission } = deskAction(action);
    deskRoute(desk, 'get', `${CASE_PATH}/${action}`, permission, (c) => form(c, published, action));
    deskRoute(desk, 'post', `${CASE_PATH}/${action}`, permission, (c) => posted(c, published, action));
  }
}
