/** @jsxImportSource hono/jsx */
import { retryDead, viewOutbox } from '../cases/outbox.usecases.ts';
import { type Desk, deskRoute } from './entrance.routes.ts';
import { OutboxPage } from './outbox.pages.tsx';
import { goTo, page } from './shell.pages.tsx';
import { type DeskPublished, notThere, viewing } from './viewing.routes.ts';

export function outboxRoutes(desk: Desk, published: DeskPublished): void {
  deskRoute(desk, 'get', '/desk/outbox', 'outbox.read', async (c) => {
    const { world, content } = await viewing(c, published);
    const children = (
      <OutboxPage
        session={c.var.session}
        view={await viewOutbox(world.db)}
        directory={content.directory}
        receiver={world.sender?.url.host ?? null}
        newOnce={() => crypto.randomUUID()}
      />
    );
    return page(c, { title: '待发通知', here: '/desk/outbox', width: 'wide', children });
  });

  deskRoute(desk, 'post', '/desk/outbox/:message{[0-9]{1,15}}/retry', 'outbox.read', async (c) => {
    const { world } = await viewing(c, published);
    const id = Number(c.req.param('message'));
    if (!Number.isSafeInteger(id)) throw notThere();
    const isRevived = await retryDead(world.db, id, world.now);
    return goTo(c, '/desk/outbox', isRevived ? 'message-retried' : 'message-gone');
  });
}
