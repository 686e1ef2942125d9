/** @jsxImportSource hono/jsx */
/** `/desk/roster`: who is on duty; `/desk/group`: who belongs to a township's coordinating group. */
import type { Context } from 'hono';
import type { StepFault } from '../operations/machine.rules.ts';
import { readMoment } from '../operations/moments.rules.ts';
import {
  addMember,
  addShift,
  dropMember,
  dropShift,
  peopleOf,
  readPeople,
  viewGroup,
  viewRoster,
} from '../operations/rosters.usecases.ts';
import { may } from '../staff/permissions.rules.ts';
import { departmentOptions, townshipOptions } from './bodies.rules.ts';
import { type Desk, type DeskEnv, deskRoute } from './entrance.routes.ts';
import { GroupPage } from './group.pages.tsx';
import { onceIn, operating } from './operating.routes.ts';
import { RosterPage } from './roster.pages.tsx';
import { goTo, type PageStatus, page } from './shell.pages.tsx';
import { type DeskPublished, notThere } from './viewing.routes.ts';

const UUID_PARAMETER = ':entry{[0-9a-f-]{36}}';

/** Organs that this person may read or write a roster for; null: all of them. */
function organsFor(c: Context<DeskEnv>): readonly string[] | null {
  const { staff } = c.var.session;
  if (c.var.scope === 'all') return null;
  if (staff.departmentCode !== null && staff.role.startsWith('department')) return [`D${staff.departmentCode}`];
  return staff.townshipCode === null ? [] : [`T${staff.townshipCode}`];
}
const idIn = (c: Context<DeskEnv>, name: string): number => {
  const text = c.var.form.text(name);
  return /^\d{1,9}$/.test(text) ? Number(text) : 0;
};

export function rosterRoutes(desk: Desk, published: DeskPublished): void {
  async function showRoster(c: Context<DeskEnv>, faults: readonly StepFault[], status: PageStatus = 200) {
    const { world, content, nameOf } = await operating(c, published);
    const reach = organsFor(c);
    const all = [
      ...townshipOptions(content.directory, null).map(({ value, label }) => ({
        value: `T${value}`,
        label,
        group: '镇街',
      })),
      ...departmentOptions(content.directory),
    ].filter(({ value }) => reach === null || reach.includes(value));
    const asked = c.var.form.text('organ') || (c.req.query('organ') ?? '');
    const organ = all.find(({ value }) => value === asked)?.value ?? all[0]?.value ?? '';
    if (organ === '') throw notThere();
    const mayEdit = may(c.var.session.staff.role, 'rosters.edit');
    const children = (
      <RosterPage
        session={c.var.session}
        roster={await viewRoster(world, organ)}
        people={mayEdit ? await peopleOf(world.db, organ) : []}
        organs={all}
        {...{ nameOf, mayEdit, faults }}
        given={(name) => c.var.form.text(name)}
        newOnce={() => crypto.randomUUID()}
        once={c.req.method === 'POST' ? onceIn(c) : crypto.randomUUID()}
      />
    );
    return page(c, { title: '值班', here: '/desk/roster', children }, status);
  }

  deskRoute(desk, 'get', '/desk/roster', 'emergency.manage', (c) => showRoster(c, []));

  deskRoute(desk, 'post', '/desk/roster', 'rosters.edit', async (c) => {
    const { world } = await operating(c, published);
    const { form, session } = c.var;
    const organ = form.text('organ');
    const result = await addShift(world, session.staff.id, organsFor(c), {
      organ,
      staffId: idIn(c, 'staff'),
      duty: form.text('duty'),
      startsAt: readMoment(form.text('starts')),
      endsAt: readMoment(form.text('ends')),
      once: onceIn(c),
    });
    if (result.kind === 'invalid') return showRoster(c, result.faults, 422);
    return goTo(c, `/desk/roster?organ=${encodeURIComponent(organ)}`, 'shift-saved');
  });

  deskRoute(desk, 'post', `/desk/roster/${UUID_PARAMETER}/remove`, 'rosters.edit', async (c) => {
    const { world } = await operating(c, published);
    const isGone = await dropShift(world, c.var.session.staff.id, organsFor(c), c.req.param('entry') ?? '');
    const organ = encodeURIComponent(c.var.form.text('organ'));
    return goTo(c, `/desk/roster?organ=${organ}`, isGone ? 'shift-removed' : 'already-done');
  });

  /** @throws Problem 404 for another township's */
  async function groupTownship(c: Context<DeskEnv>) {
    const { content, reachOf } = await operating(c, published);
    const townships = townshipOptions(content.directory, reachOf('operations.lead'));
    const asked = c.var.form.text('township') || (c.req.query('township') ?? '');
    const township = asked === '' ? townships[0] : townships.find(({ value }) => value === asked);
    if (township === undefined) throw notThere();
    return { township: township.value, townships };
  }

  async function showGroup(c: Context<DeskEnv>, faults: readonly StepFault[], status: PageStatus = 200) {
    const { world, content, nameOf } = await operating(c, published);
    const { township, townships } = await groupTownship(c);
    const children = (
      <GroupPage
        session={c.var.session}
        members={await viewGroup(world, township)}
        people={await readPeople(world.db, null)}
        {...{ content, township, townships, nameOf, faults }}
        given={(name) => c.var.form.text(name)}
        newOnce={() => crypto.randomUUID()}
        once={c.req.method === 'POST' ? onceIn(c) : crypto.randomUUID()}
      />
    );
    return page(c, { title: '综合执法统筹组', here: '/desk/operations', children }, status);
  }

  deskRoute(desk, 'get', '/desk/group', 'operations.lead', (c) => showGroup(c, []));

  deskRoute(desk, 'post', '/desk/group', 'operations.lead', async (c) => {
    const { world } = await operating(c, published);
    const { township } = await groupTownship(c);
    const { form, session } = c.var;
    const result = await addMember(world, session.staff.id, {
      townshipCode: township,
      staffId: idIn(c, 'staff'),
      duty: form.text('duty'),
      organ: form.text('organ'),
      once: onceIn(c),
    });
    if (result.kind === 'invalid') return showGroup(c, result.faults, 422);
    return goTo(c, `/desk/group?township=${township}`, 'member-saved');
  });

  deskRoute(desk, 'post', `/desk/group/${UUID_PARAMETER}/end`, 'operations.lead', async (c) => {
    const { world } = await operating(c, published);
    const { township } = await groupTownship(c);
    const isEnded = await dropMember(world, township, c.var.session.staff.id, c.req.param('entry') ?? '');
    return goTo(c, `/desk/group?township=${township}`, isEnded ? 'member-ended' : 'already-done');
  });
}
