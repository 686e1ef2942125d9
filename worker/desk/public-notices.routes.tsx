/** @jsxImportSource hono/jsx */
/** `/desk/public-notices`: what the widget, the simple pages and the API show as a banner. */
import type { Context } from 'hono';
import type { StepFault } from '../operations/machine.rules.ts';
import { readMoment } from '../operations/moments.rules.ts';
import { publishNotice, takeDown, viewNotices } from '../operations/notices.usecases.ts';
import { type Desk, type DeskEnv, deskRoute } from './entrance.routes.ts';
import { onceIn, operating } from './operating.routes.ts';
import { PublicNoticesPage } from './public-notices.pages.tsx';
import { goTo, type PageStatus, page } from './shell.pages.tsx';
import type { DeskPublished } from './viewing.routes.ts';

const HERE = '/desk/public-notices';

export function publicNoticesRoutes(desk: Desk, published: DeskPublished): void {
  async function show(c: Context<DeskEnv>, faults: readonly StepFault[], status: PageStatus = 200) {
    const { world, content, eyes, nameOf } = await operating(c, published);
    const children = (
      <PublicNoticesPage
        session={c.var.session}
        notices={await viewNotices(world, eyes.townships)}
        directory={content.directory}
        reach={eyes.townships}
        {...{ nameOf, faults }}
        now={world.now}
        given={(name) => c.var.form.text(name)}
        chosen={c.var.form.all('townships')}
        newOnce={() => crypto.randomUUID()}
        once={c.req.method === 'POST' ? onceIn(c) : crypto.randomUUID()}
      />
    );
    return page(c, { title: '公告', here: HERE, children }, status);
  }

  deskRoute(desk, 'get', '/desk/public-notices', 'notices.publish', (c) => show(c, []));

  deskRoute(desk, 'post', '/desk/public-notices', 'notices.publish', async (c) => {
    const { world, eyes } = await operating(c, published);
    const { form, session } = c.var;
    const by = { staffId: session.staff.id, organ: eyes.organs.find((organ) => /^[TC]/.test(organ)) ?? 'C' };
    const result = await publishNotice(world, by, eyes.townships, {
      kind: form.text('kind'),
      level: form.text('level'),
      title: form.text('title'),
      whatToDo: form.text('whatToDo'),
      townships: form.all('townships'),
      startsAt: readMoment(form.text('starts')),
      endsAt: readMoment(form.text('ends')),
      once: onceIn(c),
    });
    return result.kind === 'invalid' ? show(c, result.faults, 422) : goTo(c, HERE, 'notice-published');
  });

  deskRoute(desk, 'post', '/desk/public-notices/:entry{[0-9a-f-]{36}}/withdraw', 'notices.publish', async (c) => {
    const { world, eyes } = await operating(c, published);
    const isDown = await takeDown(world, c.var.session.staff.id, eyes.townships, c.req.param('entry') ?? '');
    return goTo(c, HERE, isDown ? 'notice-withdrawn' : 'already-done');
  });
}
