/** @jsxImportSource hono/jsx */
/** The page after signing in: what there is to do. */
import { callsWaiting } from '../calls/calls.usecases.ts';
import type { PublicContent } from '../platform/http.ts';
import { ROLE_TITLES } from '../staff/permissions.data.ts';
import { WaitingCalls } from './calls-list.pages.tsx';
import { catalogueWorld } from './catalogue-world.routes.ts';
import { Chase } from './chase.pages.tsx';
import { dutiesOf } from './chase.usecases.ts';
import type { DeskContent } from './desk.contract.ts';
import { type Desk, deskRoute } from './entrance.routes.ts';
import { menuOf } from './menu.pages.tsx';
import { page } from './shell.pages.tsx';

export function startRoutes(desk: Desk, published: PublicContent<DeskContent>): void {
  deskRoute(desk, 'get', '/desk', 'desk.own', async (c) => {
    const { session } = c.var;
    const world = catalogueWorld(c);
    const duties = await dutiesOf(world, await published.current(world.db, world.now), session.staff);
    const waiting = await callsWaiting(world, session.staff);
    const children = (
      <>
        <h1>您好，{session.staff.name}</h1>
        <p class="soft">您的岗位：{ROLE_TITLES[session.staff.role]}</p>
        <WaitingCalls waiting={waiting} />
        <Chase duties={duties} />
        <dl>
          {menuOf(session)
            .filter(({ pages }) => pages[0]?.href !== '/desk')
            .map(({ title, pages }) => (
              <>
                <dt>{title}</dt>
                <dd class="row">
                  {pages.map((one) => (
                    <a href={one.href}>{one.title}</a>
                  ))}
                </dd>
              </>
            ))}
        </dl>
      </>
    );
    return page(c, { title: '首页', here: '/desk', children });
  });
}
