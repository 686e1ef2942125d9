/** @jsxImportSource hono/jsx */
/** `/desk/delegations`: the register of what was moved down to townships. */
import type { Context } from 'hono';
import type { DelegationKind, LegalForm } from '../assignments/delegations.contract.ts';
import { type DelegationDraft, readChanges, writeChanges } from '../assignments/delegations.rules.ts';
import {
  changeRegistered,
  delegationList,
  openDelegation,
  type RegisterResult,
  register,
} from '../assignments/delegations.usecases.ts';
import { isTownship } from '../directory/directory.rules.ts';
import type { PublicContent } from '../platform/http.ts';
import { may } from '../staff/permissions.rules.ts';
import { existing, onceOf } from './catalogue-world.routes.ts';
import { DelegationPage, DelegationsPage } from './delegations.pages.tsx';
import type { DeskContent } from './desk.contract.ts';
import { type Desk, type DeskEnv, deskRoute } from './entrance.routes.ts';
import type { Faults } from './form.pages.tsx';
import { gateWorld, uuidIn } from './gate-world.routes.ts';
import { goTo, type PageStatus, page } from './shell.pages.tsx';

const here = '/desk/delegations';
const LOST = '您打开以后有人先改了，您这次没有存。您写的还在下面，请看过现在存的再改。';
const EMPTY: DelegationDraft = {
  kind: 'powers',
  batch: 1,
  what: '',
  department: '',
  townships: [],
  legalForm: 'entrusted',
  document: '',
  documentDay: '',
  startDay: '',
  endDay: '',
  changes: [],
};

interface Shown {
  typed?: DelegationDraft;
  changes?: string;
  faults?: Faults;
  trouble?: string;
  once?: string;
  /** What was written to revoke it. */
  revoking?: { from: string; why: string };
}

export function delegationsRoutes(desk: Desk, published: PublicContent<DeskContent>): void {
  function typedIn(c: Context<DeskEnv>, lists: DeskContent['lists']) {
    const { form } = c.var;
    const text = (name: string) => form.text(name).trim();
    const { changes, wrong } = readChanges(form.text('changes'), lists);
    const draft: DelegationDraft = {
      kind: text('kind') as DelegationKind,
      batch: Number(text('batch')),
      what: text('what'),
      department: text('department'),
      townships: [...new Set(form.all('townships'))],
      legalForm: text('legalForm') as LegalForm,
      document: text('document'),
      documentDay: text('documentDay'),
      startDay: text('startDay'),
      endDay: text('endDay'),
      changes,
    };
    return { draft, wrongLines: wrong.length, written: form.text('changes') };
  }

  /** @param id null: a new one @throws Problem 404 */
  async function show(c: Context<DeskEnv>, id: string | null, shown: Shown, status: PageStatus = 200) {
    const { world, content } = await gateWorld(c, published);
    const opened = id === null ? { row: null, events: [] } : existing(await openDelegation(world.db, id));
    const { row } = opened;
    const typed = shown.typed ?? (row === null ? EMPTY : { ...row.facts, kind: row.kind, batch: row.batch });
    const { divisions, departments } = content.directory;
    const option = ({ code, name }: { code: string; name: string }) => ({ value: code, label: name });
    const children = (
      <DelegationPage
        {...opened}
        typed={typed}
        changes={shown.changes ?? writeChanges(typed.changes)}
        departments={departments.map(option)}
        townships={divisions.filter(isTownship).map(option)}
        faults={shown.faults ?? []}
        trouble={shown.trouble ?? null}
        session={c.var.session}
        once={shown.once ?? crypto.randomUUID()}
        revoking={shown.revoking ?? { from: '', why: '' }}
      />
    );
    return page(c, { title: '下放', here, children }, status);
  }

  async function answer(c: Context<DeskEnv>, id: string, result: RegisterResult | null, shown: Shown) {
    const known = existing(result);
    if (known.kind === 'invalid') return show(c, id, { ...shown, faults: known.faults }, 422);
    if (known.kind === 'lost') return show(c, id, { ...shown, trouble: LOST }, 409);
    return goTo(c, `/desk/delegations/${id}`, 'delegation-changed');
  }

  deskRoute(desk, 'get', '/desk/delegations', 'assignments.read', async (c) => {
    const { world, content } = await gateWorld(c, published);
    const items = await delegationList(world.db, content.lists, content.directory);
    const mayEdit = may(c.var.session.staff.role, 'delegations.edit');
    const children = <DelegationsPage items={items} mayEdit={mayEdit} />;
    return page(c, { title: '下放', here, width: 'wide', children });
  });
  deskRoute(desk, 'get', '/desk/delegations/new', 'delegations.edit', (c) => show(c, null, {}));
  deskRoute(desk, 'post', '/desk/delegations', 'delegations.edit', async (c) => {
    const { world, content } = await gateWorld(c, published);
    const { draft, wrongLines, written } = typedIn(c, content.lists);
    const once = onceOf(c);
    const result = await register(world, c.var.session.staff.id, once, draft, wrongLines);
    if (result.kind === 'invalid')
      return show(c, null, { typed: draft, changes: written, faults: result.faults, once }, 422);
    return goTo(c, `/desk/delegations/${once}`, 'delegation-registered');
  });
  deskRoute(desk, 'get', '/desk/delegations/:id', 'delegations.edit', (c) => show(c, uuidIn(c, 'id'), {}));
  deskRoute(desk, 'post', '/desk/delegations/:id', 'delegations.edit', async (c) => {
    const { world, content } = await gateWorld(c, published);
    const { draft, wrongLines, written } = typedIn(c, content.lists);
    const id = uuidIn(c, 'id');
    const seen = { id, version: Number(c.var.form.text('version')) };
    const result = await changeRegistered(world, c.var.session.staff.id, seen, {
      action: 'correct',
      draft,
      wrongLines,
    });
    return answer(c, id, result, { typed: draft, changes: written });
  });
  deskRoute(desk, 'post', '/desk/delegations/:id/revoke', 'delegations.edit', async (c) => {
    const { world } = await gateWorld(c, published);
    const { form, session } = c.var;
    const id = uuidIn(c, 'id');
    const seen = { id, version: Number(form.text('version')) };
    const change = { action: 'revoke', from: form.text('from').trim(), why: form.text('why').trim() } as const;
    return answer(c, id, await changeRegistered(world, session.staff.id, seen, change), { revoking: change });
  });
}
