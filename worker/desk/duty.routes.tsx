/** @jsxImportSource hono/jsx */
/** `/desk/duty`: what fell to an organ by which entry, when it acted, what was late, refused or sent back. */
import { assignmentFacts, caseFacts } from '../assignments/evidence.usecases.ts';
import { callFacts } from '../calls/evidence.usecases.ts';
import { viewerOf } from '../cases/viewer.rules.ts';
import { operationFacts } from '../operations/evidence.usecases.ts';
import { hazardFacts } from '../operations/hazard-facts.usecases.ts';
import type { PublicContent } from '../platform/http.ts';
import { existing } from './catalogue-world.routes.ts';
import type { DeskContent } from './desk.contract.ts';
import { DutyPage } from './duty.pages.tsx';
import { organsFor, periodOf } from './duty.rules.ts';
import { type Desk, deskRoute } from './entrance.routes.ts';
import { gateWorld } from './gate-world.routes.ts';
import { page } from './shell.pages.tsx';

/** Each slice tells its own facts; more of them: one line each. */
const TELLERS = [caseFacts, assignmentFacts, callFacts, operationFacts, hazardFacts];

export function dutyRoutes(desk: Desk, published: PublicContent<DeskContent>): void {
  deskRoute(desk, 'get', '/desk/duty', 'duty.read', async (c) => {
    const { world, content } = await gateWorld(c, published);
    const organs = organsFor(c.var.session.staff, c.var.scope, content.directory);
    const asked = c.req.query('organ');
    // Another's is not there: it is not said whether it exists.
    const chosen = existing(organs.find(({ organ }) => organ === (asked ?? organs[0]?.organ)) ?? null);
    const period = periodOf(c.req.query('from') ?? '', c.req.query('to') ?? '', world.now);
    const viewer = viewerOf(c.var.session, c.var.scope, content.directory);
    const told = await Promise.all(TELLERS.map((tell) => tell(world, [chosen.organ], period, viewer)));
    const facts = told.flat().sort((a, b) => b.fellAt - a.fellAt);
    const { fromDay, toDay } = period;
    const children = <DutyPage {...{ organs, chosen, fromDay, toDay, facts }} />;
    return page(c, { title: '履责', here: '/desk/duty', width: 'wide', children });
  });
}
