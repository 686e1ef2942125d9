/** @jsxImportSource hono/jsx */
/** Which office of a township answers for which item: one and only one. */
import type { Context } from 'hono';
import { moveItem } from '../catalogue/offices.usecases.ts';
import { openDatabase } from '../platform/database.ts';
import type { PublicContent } from '../platform/http.ts';
import { catalogueWorld, existing } from './catalogue-world.routes.ts';
import type { DeskContent } from './desk.contract.ts';
import { type Desk, type DeskEnv, deskRoute } from './entrance.routes.ts';
import type { Faults } from './form.pages.tsx';
import { MoveItemPage, type MovePageProps, OfficeItemsPage } from './office-items.pages.tsx';
import { BUSY, LIMITS, oneLine, townshipFor, UNKEPT } from './own-township.routes.ts';
import { goTo, type PageStatus, page } from './shell.pages.tsx';

const here = '/desk/offices';

export function officeItemsRoutes(desk: Desk, published: PublicContent<DeskContent>): void {
  const contentOf = (c: Context<DeskEnv>) => published.current(openDatabase(c.env.DB), Date.now());

  async function showMove(
    c: Context<DeskEnv>,
    code: string,
    asked: string | undefined,
    props: Partial<Pick<MovePageProps, 'typed' | 'faults' | 'trouble'>>,
    status: PageStatus = 200,
  ) {
    const content = await contentOf(c);
    const { township } = townshipFor(c, content, asked);
    const item = existing(content.lists.serviceItems.find((one) => one.code === code) ?? null);
    const offices = content.directory.offices.filter(({ townshipCode }) => townshipCode === township.code);
    const officeId = content.lists.itemOffices.find(
      (row) => row.townshipCode === township.code && row.itemCode === code,
    );
    const present = offices.find(({ id }) => id === officeId?.officeId) ?? null;
    const all = { typed: { officeType: '', source: '' }, faults: [], trouble: null, ...props };
    const once = crypto.randomUUID();
    const children = <MoveItemPage {...{ township, item, offices, present, once }} session={c.var.session} {...all} />;
    return page(c, { title: '事项归口', here, children }, status);
  }

  deskRoute(desk, 'get', '/desk/offices/items', 'offices.edit', async (c) => {
    const { directory, lists, ...content } = await contentOf(c);
    const { township } = townshipFor(c, { directory, lists, ...content }, c.req.query('township'));
    const byId = new Map(directory.offices.map((office) => [office.id, office]));
    const officeOf = new Map(
      lists.itemOffices.flatMap(({ townshipCode, itemCode, officeId }) => {
        const office = townshipCode === township.code ? byId.get(officeId) : undefined;
        return office ? [[itemCode, office] as const] : [];
      }),
    );
    const children = (
      <OfficeItemsPage {...{ township, officeOf }} items={lists.serviceItems} page={Number(c.req.query('page')) || 1} />
    );
    return page(c, { title: '事项归口', here, width: 'wide', children });
  });

  deskRoute(desk, 'get', '/desk/offices/items/:code', 'offices.edit', (c) =>
    showMove(c, c.req.param('code'), c.req.query('township'), {}),
  );

  deskRoute(desk, 'post', '/desk/offices/items/:code', 'offices.edit', async (c) => {
    const { form, session } = c.var;
    const code = c.req.param('code');
    const content = await contentOf(c);
    const { township } = townshipFor(c, content, form.text('township'));
    existing(content.lists.serviceItems.find((one) => one.code === code) ?? null);
    const typed = { officeType: form.text('officeType'), source: oneLine(form.text('source')) };
    const faults: Faults =
      typed.source === '' || typed.source.length > LIMITS.source
        ? [{ field: 'source', text: `写一句依据，${LIMITS.source} 字以内。` }]
        : [];
    if (faults.length > 0) return showMove(c, code, township.code, { typed, faults }, 422);
    const result = await moveItem(catalogueWorld(c), session.staff.id, {
      township: township.code,
      item: code,
      ...typed,
    });
    if (result.kind === 'done') published.doubt();
    if (result.kind === 'done' || result.kind === 'same')
      return goTo(
        c,
        `/desk/offices/items?township=${township.code}`,
        result.kind === 'done' ? 'office-saved' : 'nothing-changed',
      );
    if (result.kind === 'gaps')
      return showMove(
        c,
        code,
        township.code,
        { typed, trouble: '全市一样的那个机构在本镇街撤了，请选一个还在的。' },
        422,
      );
    if (result.kind === 'faults')
      return showMove(c, code, township.code, { typed, trouble: '这个机构不在机构种类里，请从下面选。' }, 422);
    return showMove(c, code, township.code, { typed, trouble: result.kind === 'gone' ? UNKEPT : BUSY }, 503);
  });
}
