/** @jsxImportSource hono/jsx */
import { readCounters } from '../cases/counters.usecases.ts';
import { organNames, seriesOf } from '../cases/notices.rules.ts';
import { CountersPage } from './counters.pages.tsx';
import { type Desk, deskRoute } from './entrance.routes.ts';
import { page } from './shell.pages.tsx';
import { type DeskPublished, viewing } from './viewing.routes.ts';

export function countersRoutes(desk: Desk, published: DeskPublished): void {
  deskRoute(desk, 'get', '/desk/counters', 'counters.read', async (c) => {
    const { world, viewer, content } = await viewing(c, published);
    const { staff } = c.var.session;
    const counters = await readCounters(world, viewer, staff);
    const organ = staff.role === 'auditor' ? null : organNames(seriesOf(staff), content.directory).full;
    const children = <CountersPage counters={counters} directory={content.directory} organ={organ} />;
    return page(c, { title: '统计', here: '/desk/counters', children });
  });
}
