/** @jsxImportSource hono/jsx */
/** `/desk/lists`: the territorial and the power list as they were, and what changed from one version to the next. */
import type { Context } from 'hono';
import { LIST_KINDS, type ListKind } from '../lists/versions.contract.ts';
import { differenceOf, listVersionsOf } from '../lists/versions.usecases.ts';
import { openDatabase } from '../platform/database.ts';
import type { PublicContent } from '../platform/http.ts';
import type { DeskContent } from './desk.contract.ts';
import { type Desk, type DeskEnv, deskRoute } from './entrance.routes.ts';
import { ListDifferencePage, ListVersionsPage } from './list-versions.pages.tsx';
import { page } from './shell.pages.tsx';

const here = '/desk/lists';
const numberOf = (text: string | undefined, other: number): number =>
  /^[1-9]\d{0,5}$/.test(text ?? '') ? Number(text) : other;

export function listVersionsRoutes(desk: Desk, published: PublicContent<DeskContent>): void {
  const kindOf = (c: Context<DeskEnv>): ListKind =>
    LIST_KINDS.find((kind) => kind === c.req.query('list')) ?? 'territorial';

  deskRoute(desk, 'get', '/desk/lists', 'lists.read', async (c) => {
    const db = openDatabase(c.env.DB);
    const { dataset } = await published.current(db, Date.now());
    const versions = await Promise.all(
      LIST_KINDS.map(async (kind) => ({ kind, versions: await listVersionsOf(db, kind) })),
    );
    const children = <ListVersionsPage lists={versions} dataset={dataset} />;
    return page(c, { title: '清单', here, width: 'wide', children });
  });

  deskRoute(desk, 'get', '/desk/lists/difference', 'lists.read', async (c) => {
    const db = openDatabase(c.env.DB);
    const content = await published.current(db, Date.now());
    const kind = kindOf(c);
    const to = numberOf(c.req.query('to'), content.lists.versions?.[kind] ?? 1);
    const from = numberOf(c.req.query('from'), Math.max(1, to - 1));
    const difference = await differenceOf(db, kind, from, to);
    const children = <ListDifferencePage {...{ kind, from, to, difference }} directory={content.directory} />;
    return page(c, { title: '清单比较', here, width: 'wide', children });
  });
}
