/** @jsxImportSource hono/jsx */
/** `/desk/assignments`: the admission gate. Departments propose, the coordinating office decides, townships read. */
import type { Context } from 'hono';
import type { Proposal } from '../assignments/assignments.contract.ts';
import { actorOf, propose, type StepRequest, step } from '../assignments/assignments.usecases.ts';
import { listFor, openAssignment, reachOf } from '../assignments/reading.usecases.ts';
import { staffNames } from '../catalogue/overview.usecases.ts';
import { isTownship } from '../directory/directory.rules.ts';
import { departmentRef } from '../lists/duties.rules.ts';
import type { PublicContent } from '../platform/http.ts';
import { may } from '../staff/permissions.rules.ts';
import { AssignmentsPage } from './assignment-list.pages.tsx';
import { AssignmentPage } from './assignments.pages.tsx';
import { catalogueWorld, existing, onceOf } from './catalogue-world.routes.ts';
import type { DeskContent } from './desk.contract.ts';
import { type Desk, type DeskEnv, deskRoute } from './entrance.routes.ts';
import type { Faults } from './form.pages.tsx';
import { gateWorld, uuidIn } from './gate-world.routes.ts';
import { ProposalPage } from './proposal.pages.tsx';
import { emptyProposal, entriesFor, proposalFrom } from './proposal.rules.ts';
import { goTo, type PageStatus, page } from './shell.pages.tsx';

const here = '/desk/assignments';
const SAID = {
  admitted: 'proposal-admitted',
  refused: 'proposal-refused',
  proposed: 'proposal-waiting',
} as const;

export function assignmentsRoutes(desk: Desk, published: PublicContent<DeskContent>): void {
  /** The department that this person speaks for. @throws Problem 404 for an account without one */
  const departmentOf = (c: Context<DeskEnv>) => existing(c.var.session.staff.departmentCode);

  async function showForm(
    c: Context<DeskEnv>,
    typed: Proposal,
    faults: Faults,
    once: string,
    status: PageStatus = 200,
  ) {
    const { content } = await gateWorld(c, published);
    const { directory, lists } = content;
    const children = (
      <ProposalPage
        department={departmentRef(typed.department, directory).name}
        entries={entriesFor(typed.department, lists)}
        townships={directory.divisions.filter(isTownship).map(({ code, name }) => ({ value: code, label: name }))}
        typed={typed}
        faults={faults}
        session={c.var.session}
        once={once}
      />
    );
    return page(c, { title: '提一项', here, children }, status);
  }

  async function showOne(
    c: Context<DeskEnv>,
    id: string,
    { typed = '', faults = [], trouble = null }: { typed?: string; faults?: Faults; trouble?: string | null },
    status: PageStatus = 200,
  ) {
    const { world, content } = await gateWorld(c, published);
    const { session } = c.var;
    const opened = existing(
      await openAssignment(world.db, existing(reachOf(session.staff)), actorOf(session.staff), id),
    );
    const names = await staffNames(catalogueWorld(c));
    const once = crypto.randomUUID();
    const children = <AssignmentPage {...{ ...opened, names, content, session, typed, faults, trouble, once }} />;
    return page(c, { title: opened.row.proposal.title, here, children }, status);
  }

  async function take(c: Context<DeskEnv>, allowed: readonly string[]) {
    const id = uuidIn(c, 'id');
    const { form, session } = c.var;
    const request: StepRequest = {
      action: form.text('action'),
      version: Number(form.text('version')),
      note: form.text('note'),
    };
    const { world } = await gateWorld(c, published);
    const reach = existing(reachOf(session.staff));
    existing(await openAssignment(world.db, reach, actorOf(session.staff), id));
    const actor = existing(actorOf(session.staff));
    const action = allowed.includes(request.action) ? request.action : '';
    const result = existing(await step(world, actor, id, { ...request, action }));
    switch (result.kind) {
      case 'done':
        return goTo(c, `/desk/assignments/${id}`, 'proposal-step');
      case 'invalid':
        return showOne(c, id, { typed: request.note, faults: result.faults }, 422);
      case 'lost':
        return showOne(
          c,
          id,
          { typed: request.note, trouble: '您打开以后有人先办了，现在的情况见下面。您写的还在。' },
          409,
        );
      case 'impossible':
        return showOne(
          c,
          id,
          { typed: request.note, trouble: '这一步现在不能由您来办：自己提的、自己初审的，要由另一个人定。' },
          409,
        );
    }
  }

  deskRoute(desk, 'get', '/desk/assignments', 'assignments.read', async (c) => {
    const { world, content } = await gateWorld(c, published);
    const { staff } = c.var.session;
    const rows = await listFor(world.db, existing(reachOf(staff)));
    const children = (
      <AssignmentsPage rows={rows} content={content} mayPropose={may(staff.role, 'assignments.propose')} />
    );
    return page(c, { title: '准入', here, width: 'wide', children });
  });

  deskRoute(desk, 'get', '/desk/assignments/new', 'assignments.propose', async (c) => {
    const department = departmentOf(c);
    const { world } = await gateWorld(c, published);
    // Proposed once more, with what was written the first time.
    const from = c.req.query('from') ?? '';
    const earlier = await openAssignment(world.db, { department }, null, from);
    return showForm(c, earlier?.row.proposal ?? emptyProposal(department), [], crypto.randomUUID());
  });

  deskRoute(desk, 'post', '/desk/assignments', 'assignments.propose', async (c) => {
    const { form, session } = c.var;
    const once = onceOf(c);
    const proposal = proposalFrom(departmentOf(c), form.text, form.all);
    const { world } = await gateWorld(c, published);
    const result = await propose(world, session.staff.id, once, proposal);
    if (result.kind === 'invalid') return showForm(c, proposal, result.faults, once, 422);
    // The form of somebody else's: nothing of theirs is shown, and nothing of it is written.
    existing(result.row.createdBy === session.staff.id ? result.row : null);
    return goTo(c, `/desk/assignments/${once}`, SAID[result.row.state as keyof typeof SAID]);
  });

  deskRoute(desk, 'get', '/desk/assignments/:id', 'assignments.read', (c) => showOne(c, uuidIn(c, 'id'), {}));
  deskRoute(desk, 'post', '/desk/assignments/:id/decide', 'assignments.decide', (c) =>
    take(c, ['examine', 'approve', 'refuse', 'end-early']),
  );
  deskRoute(desk, 'post', '/desk/assignments/:id/own', 'assignments.propose', (c) =>
    take(c, ['withdraw', 'end-early']),
  );
  deskRoute(desk, 'post', '/desk/assignments/:id/remark', 'assignments.remark', (c) => take(c, ['remark']));
}
