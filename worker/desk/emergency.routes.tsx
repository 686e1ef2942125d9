/** @jsxImportSource hono/jsx */
/** `/desk/emergency`: hazards on the fast lane, with who is on duty now. */
import type { Context } from 'hono';
import { idText } from '../cases/trail.rules.ts';
import { openHazard, stepHazard, viewHazards } from '../operations/hazards.usecases.ts';
import { reportHazard } from '../operations/lane.usecases.ts';
import type { StepFault } from '../operations/machine.rules.ts';
import { operationsOutOf } from '../operations/origins.usecases.ts';
import { peopleOnDuty } from '../operations/rosters.usecases.ts';
import { EmergencyPage } from './emergency.pages.tsx';
import { type Desk, type DeskEnv, deskRoute } from './entrance.routes.ts';
import { HazardPage } from './hazard.pages.tsx';
import { onceIn, operating, recordIdIn, versionIn } from './operating.routes.ts';
import { goTo, type PageStatus, page } from './shell.pages.tsx';
import type { DeskPublished } from './viewing.routes.ts';

const HERE = '/desk/emergency';
const HAZARD_PATH = '/desk/emergency/:id{[0-9a-f]{13}}';
const LOST: StepFault = { field: 'note', text: '刚才有人动过这一条，没有存上。写好的还在，请看一下再按一次。' };
const IMPOSSIBLE: StepFault = { field: 'note', text: '现在不能做这一步了。请看这一页上还能做什么。' };

export function emergencyRoutes(desk: Desk, published: DeskPublished): void {
  async function showAll(c: Context<DeskEnv>, faults: readonly StepFault[], status: PageStatus = 200) {
    const { world, content, eyes, nameOf } = await operating(c, published);
    const organs = eyes.organs.filter((organ) => organ.startsWith('T') || organ.startsWith('D'));
    const duty = await Promise.all(
      organs.map(async (organ) => ({ organ, people: await peopleOnDuty(world.db, organ, world.now) })),
    );
    const children = (
      <EmergencyPage
        session={c.var.session}
        hazards={await viewHazards(world, eyes)}
        {...{ content, eyes, nameOf, faults, duty }}
        now={world.now}
        given={(name) => c.var.form.text(name)}
        once={c.req.method === 'POST' ? onceIn(c) : crypto.randomUUID()}
      />
    );
    return page(c, { title: '应急', here: HERE, width: 'wide', children }, status);
  }

  async function showOne(c: Context<DeskEnv>, faults: readonly StepFault[], status: PageStatus = 200) {
    const { world, content, eyes, nameOf } = await operating(c, published);
    const seen = await openHazard(world, eyes, recordIdIn(c));
    const operations = await operationsOutOf(world, eyes, idText(seen.row.id));
    const children = (
      <HazardPage
        session={c.var.session}
        {...{ content, seen, nameOf, faults, operations }}
        now={world.now}
        typed={c.req.method === 'POST' ? c.var.form : null}
        newOnce={() => crypto.randomUUID()}
      />
    );
    return page(c, { title: '安全隐患', here: HERE, children }, status);
  }

  deskRoute(desk, 'get', '/desk/emergency', 'emergency.manage', (c) => showAll(c, []));

  deskRoute(desk, 'post', '/desk/emergency', 'emergency.manage', async (c) => {
    const { world, eyes } = await operating(c, published);
    const { form } = c.var;
    const [kind, place, what] = [form.text('kind'), form.text('place'), form.text('what')];
    const townshipCode = form.text('township') || (eyes.townships?.[0] ?? '');
    const result = await reportHazard(world, eyes, { kind, place, what, townshipCode, once: onceIn(c) });
    if (result.kind === 'invalid') return showAll(c, result.faults, 422);
    return goTo(c, `/desk/emergency/${idText(result.id)}`, 'hazard-reported');
  });

  deskRoute(desk, 'get', HAZARD_PATH, 'emergency.manage', (c) => showOne(c, []));

  deskRoute(desk, 'post', `${HAZARD_PATH}/act`, 'emergency.manage', async (c) => {
    const { world, eyes } = await operating(c, published);
    const { form } = c.var;
    const result = await stepHazard(world, eyes, recordIdIn(c), {
      action: form.text('action'),
      version: versionIn(c),
      once: onceIn(c),
      note: form.text('note'),
      fields: { organ: form.text('organ'), entry: form.text('entry'), checks: form.all('check') },
    });
    if (result.kind === 'invalid') return showOne(c, result.faults, 422);
    if (result.kind !== 'done') return showOne(c, [result.kind === 'lost' ? LOST : IMPOSSIBLE], 409);
    return goTo(c, `/desk/emergency/${c.req.param('id')}` as '/desk/emergency', 'step-done');
  });
}
