/** @jsxImportSource hono/jsx */
/** What happened at the door and to accounts, for auditors. */
import { openDatabase } from '../platform/database.ts';
import type { PublicContent } from '../platform/http.ts';
import { allEvents, readAccounts } from '../staff/accounts.usecases.ts';
import type { DeskContent } from './desk.contract.ts';
import { type Desk, deskRoute } from './entrance.routes.ts';
import { EventTable } from './me.pages.tsx';
import { placeNames } from './places.rules.ts';
import { page } from './shell.pages.tsx';

const MOST = 100;

export function staffAuditRoutes(desk: Desk, published: PublicContent<DeskContent>): void {
  deskRoute(desk, 'get', '/desk/staff-events', 'audit.read', async (c) => {
    const db = openDatabase(c.env.DB);
    const asked = c.req.query('before') ?? '';
    const before = /^\d{1,15}$/.test(asked) ? Number(asked) : null;
    const { directory } = await published.current(db, Date.now());
    const [events, accounts] = await Promise.all([allEvents(db, before, MOST), readAccounts(db)]);
    const names = new Map(accounts.map(({ id, name, staffNumber }) => [id, `${name}（${staffNumber}）`]));
    const last = events.length === MOST ? events.at(-1) : undefined;
    const children = (
      <>
        <h1>登录和账号</h1>
        <p class="soft">谁什么时候登录、密码错了几次、谁给谁改过岗位。只能往后加，改不了也删不了。</p>
        {events.length === 0 ? <p>没有更早的了。</p> : null}
        <EventTable events={events} who={names} nameOfPlace={placeNames(directory)} />
        {last && (
          <p>
            <a href={`/desk/staff-events?before=${last.id}`}>更早的</a>
          </p>
        )}
      </>
    );
    return page(c, { title: '登录和账号', here: '/desk/staff-events', width: 'wide', children });
  });
}
