/** @jsxImportSource hono/jsx */
/** The page after signing in: what there is to do. */
import type { PublicContent } from '../platform/http.ts';
import { ROLE_TITLES } from '../staff/permissions.data.ts';
import { catalogueWorld } from './catalogue-world.routes.ts';
import { Chase } from './chase.pages.tsx';
import { dutiesOf } from './chase.usecases.ts';
import type { DeskContent } from './desk.contract.ts';
import { type Desk, deskRoute } from './entrance.routes.ts';
import { menuOf } from './menu.pages.tsx';
import { page } from './shell.pages.tsx';
import { viewing } from './viewing.routes.ts';
import { Work } from './work.pages.tsx';
import { workOf } from './work.usecases.ts';

export function startRoutes(desk: Desk, published: PublicContent<DeskContent>): void {
  deskRoute(desk, 'get', '/desk', 'desk.own', async (c) => {
    const { session } = c.var;
    const { world, content } = await viewing(c, published);
    const [duties, lines] = await Promise.all([
      dutiesOf(catalogueWorld(c), content, session.staff),
      workOf({ world, content, session }),
    ]);
    const children = (
      <>
        <h1>您好，{session.staff.name}</h1>
        <p class="soft">您的岗位：{ROLE_TITLES[session.staff.role]}</p>
        <Work lines={lines} hasOthers={duties.length > 0} />
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
