/** @jsxImportSource hono/jsx */
/** `/open`, `/lite/admissions` and `/lite/delegations`: what is public, the ledger and the register as plain pages. */
import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import { delegationList } from '../assignments/delegations.usecases.ts';
import { ledgerPage } from '../assignments/ledger.usecases.ts';
import { openDatabase } from '../platform/database.ts';
import { checked, described, type HonoEnv, type PublicContent } from '../platform/http.ts';
import type { LiteContent } from './lite.contract.ts';
import { OpenIndex } from './open-index.pages.tsx';
import { Delegations, Ledger } from './open-registers.pages.tsx';
import { show } from './shell.pages.tsx';

const MOST_SHOWN = 50;
const CURSOR = /^\d{1,15}\.[0-9a-f-]{36}$/;

export function openRegistersRoutes(published: PublicContent<LiteContent>) {
  const read = async (c: Context<HonoEnv>) => {
    const db = openDatabase(c.env.DB);
    return { db, ...(await published.current(db, Date.now())) };
  };
  return new Hono<HonoEnv>()
    .get(
      '/open',
      described({
        tag: '公开的记录 / The public trail',
        example: '/open',
        summary: '公开的记录都在哪里，一页网页 / What is public and where, as a page',
        answer: v.string(),
        bytes: ['text/html'],
      }),
      checked('query', {}),
      async (c) => {
        const { dataset } = await read(c);
        return show(c, { title: '公开的记录', township: '', dataset, children: <OpenIndex /> }, 'public');
      },
    )
    .get('/lite/admissions', async (c) => {
      const { db, directory, dataset } = await read(c);
      const cursor = c.req.query('cursor');
      const isCursor = cursor !== undefined && CURSOR.test(cursor);
      const ledger = await ledgerPage(db, directory, isCursor ? cursor : undefined, MOST_SHOWN);
      const children = <Ledger {...ledger} />;
      return show(c, { title: '交给镇街的工作：准入台账', township: '', dataset, children }, 'public');
    })
    .get('/lite/delegations', async (c) => {
      const { db, directory, lists, dataset } = await read(c);
      const children = <Delegations items={await delegationList(db, lists, directory)} />;
      return show(c, { title: '下放给镇街的权力和人员', township: '', dataset, children }, 'public');
    });
}
