/** @jsxImportSource hono/jsx */
/** The queue, finding a case by its number, and the filters that somebody keeps. */
import type { Context } from 'hono';
import { caseIdOf } from '../cases/naming.usecases.ts';
import { readCursor, readFilter, soonUntil, writeCursor } from '../cases/queue.rules.ts';
import { countUrgent, readPage } from '../cases/queue.usecases.ts';
import { findCase } from '../cases/reading.usecases.ts';
import { readNumber } from '../cases/receipt.rules.ts';
import { idText } from '../cases/trail.rules.ts';
import { type Desk, type DeskEnv, deskRoute } from './entrance.routes.ts';
import type { Faults } from './form.pages.tsx';
import { QueuePage } from './queue.pages.tsx';
import { boxesOf, chosenBox, queueAddress } from './queue.rules.ts';
import { goTo, type PageStatus, page } from './shell.pages.tsx';
import { type DeskPublished, type Viewing, viewing } from './viewing.routes.ts';
import { MOST_VIEWS, readViews, removeView, writeView } from './views.store.ts';

const MOST_NAME = 20;
const FINDING = {
  length: '回执号是 8 位，请数一数。',
  symbol: '回执号里有不会出现的字符，请照回执再写一遍。',
  check: '回执号有一位写错了，请照回执核对。',
} as const;

interface Typed {
  faults: Faults;
  number: string;
  view: string;
  /** The queue to come back to. */
  query: (name: string) => string | undefined;
}

async function showQueue(
  c: Context<DeskEnv>,
  { world, content, viewer }: Viewing,
  typed: Typed,
  status: PageStatus = 200,
) {
  const { session } = c.var;
  const { query, faults } = typed;
  const boxes = boxesOf(viewer, content.directory, query('box') ?? '');
  const chosen = chosenBox(boxes, query('box') ?? '');
  if (chosen === null) {
    const nothing = (
      <>
        <h1>事项</h1>
        <p class="note">您的账号还没有定单位，看不到事项。请找管理员。</p>
      </>
    );
    return page(c, { title: '事项', here: '/desk/cases', children: nothing });
  }
  const filter = readFilter(query);
  const cursor = readCursor(query('after') ?? '');
  const domainOf = (code: string) => content.lists.territorialItems.find((item) => item.code === code)?.domain;
  const [read, counts, views] = await Promise.all([
    readPage(world, viewer, chosen.box, filter, cursor, domainOf),
    countUrgent(world, viewer, chosen.box),
    readViews(world.db, session.staff.id),
  ]);
  const times = { now: world.now, soon: soonUntil(content.calendar, world.now) };
  const next = read.next === null ? null : queueAddress(chosen.name, filter, writeCursor(read.next));
  const children = (
    <QueuePage
      {...{ session, content, boxes, chosen, filter, counts, views, times, faults, next }}
      lines={read.lines}
      looked={read.looked}
      isFirst={cursor === null}
      once={crypto.randomUUID()}
      typedNumber={typed.number}
      typedView={typed.view}
    />
  );
  const title = faults.length > 0 ? '请改：事项' : '事项';
  return page(c, { title, here: '/desk/cases', width: 'wide', children }, status);
}

export function queueRoutes(desk: Desk, published: DeskPublished): void {
  deskRoute(desk, 'get', '/desk/cases', 'cases.list', async (c) => {
    const asked = (name: string) => c.req.query(name);
    return showQueue(c, await viewing(c, published), { faults: [], number: '', view: '', query: asked });
  });

  deskRoute(desk, 'get', '/desk/find', 'cases.list', async (c) => {
    const seen = await viewing(c, published);
    const number = (c.req.query('number') ?? '').slice(0, 40);
    const again = (text: string) =>
      showQueue(c, seen, { faults: [{ field: 'number', text }], number, view: '', query: () => undefined }, 422);
    const reading = readNumber(number);
    if (!reading.ok) return again(FINDING[reading.reason]);
    const id = caseIdOf(seen.world.keys, reading.value);
    if ((await findCase(seen.world, seen.viewer, id)) === null)
      return again('没有找到。可能不归您看，也可能回执号抄错了，请再核对。');
    return goTo(c, `/desk/cases/${idText(id)}`);
  });

  deskRoute(desk, 'post', '/desk/views', 'cases.list', async (c) => {
    const { form, session } = c.var;
    const seen = await viewing(c, published);
    const name = form.text('name').trim();
    const asked = new URLSearchParams(form.text('query').slice(0, 400));
    const again = (text: string) =>
      showQueue(
        c,
        seen,
        { faults: [{ field: 'name', text }], number: '', view: name, query: (one) => asked.get(one) ?? undefined },
        422,
      );
    if (name === '') return again('请写一个名字，例如“快到期的隐患”。');
    if ([...name].length > MOST_NAME) return again(`名字最多 ${MOST_NAME} 个字。`);
    // Written back by us: nothing of an address that somebody else made up is kept.
    const address = queueAddress(
      asked.get('box') ?? '',
      readFilter((one) => asked.get(one) ?? undefined),
    );
    const view = { name, query: address.split('?')[1] ?? '' };
    if (!(await writeView(seen.world.db, session.staff.id, view, seen.world.now)))
      return again(`最多存 ${MOST_VIEWS} 个，请先删掉一个。`);
    return goTo(c, address, 'view-saved');
  });

  deskRoute(desk, 'post', '/desk/views/remove', 'cases.list', async (c) => {
    const { world } = await viewing(c, published);
    await removeView(world.db, c.var.session.staff.id, c.var.form.text('name'));
    return goTo(c, '/desk/cases', 'view-removed');
  });
}
