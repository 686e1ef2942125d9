/** @jsxImportSource hono/jsx */
/** Somebody comes to the counter without receipt number or lookup code; and what waits for a second person. */
import type { Context } from 'hono';
import { waitingFor } from '../cases/approvals.usecases.ts';
import { findCase, type SeenCase } from '../cases/reading.usecases.ts';
import { findLost, reissue } from '../cases/recovery.usecases.ts';
import { idText } from '../cases/trail.rules.ts';
import { isTownship } from '../directory/directory.rules.ts';
import { PLATFORM_PROBLEMS, Problem } from '../platform/problem.ts';
import { ApprovalsPage } from './approvals.pages.tsx';
import { type Desk, type DeskEnv, deskRoute } from './entrance.routes.ts';
import type { Faults } from './form.pages.tsx';
import { FindPage, ReissuePage } from './recover.pages.tsx';
import { goTo, page } from './shell.pages.tsx';
import { CASE_PATH, caseIdIn, type DeskPublished, notThere, type Viewing, viewing } from './viewing.routes.ts';

const HERE = '/desk/recover';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

async function find(c: Context<DeskEnv>, published: DeskPublished) {
  const { world, content, viewer } = await viewing(c, published);
  const { form, session } = c.var;
  const everywhere = content.directory.divisions.filter(isTownship).map(({ code }) => code);
  const typed = { number: form.text('number'), phone: form.text('phone') };
  const { cases, faults } = await findLost(world, viewer, typed, viewer.townships ?? everywhere);
  const props = { session, content, once: crypto.randomUUID(), typed: form, faults, found: cases };
  return page(c, { title: '找回凭证', here: HERE, children: <FindPage {...props} /> }, faults.length > 0 ? 422 : 200);
}

function reissuePage(c: Context<DeskEnv>, { content }: Viewing, row: SeenCase, once: string, faults: Faults) {
  const props = { session: c.var.session, content, once, typed: c.var.form, faults, row };
  return page(
    c,
    { title: '补发查询码', here: HERE, children: <ReissuePage {...props} /> },
    faults.length > 0 ? 422 : 200,
  );
}

export function recoverRoutes(desk: Desk, published: DeskPublished): void {
  deskRoute(desk, 'get', HERE, 'cases.reissue', async (c) => {
    const { content } = await viewing(c, published);
    const { form, session } = c.var;
    const props = { session, content, once: crypto.randomUUID(), typed: form, faults: [], found: null };
    return page(c, { title: '找回凭证', here: HERE, children: <FindPage {...props} /> });
  });
  // A search that posts: neither a number nor a phone may stand in an address.
  deskRoute(desk, 'post', HERE, 'cases.reissue', (c) => find(c, published));
  const fresh = { fresh: true } as const;
  const path = `${CASE_PATH}/reissue` as const;
  deskRoute(
    desk,
    'get',
    path,
    'cases.reissue',
    async (c) => {
      const at = await viewing(c, published);
      const row = await findCase(at.world, at.viewer, caseIdIn(c));
      if (row === null) throw notThere();
      return reissuePage(c, at, row, crypto.randomUUID(), []);
    },
    fresh,
  );
  deskRoute(
    desk,
    'post',
    path,
    'cases.reissue',
    async (c) => {
      const at = await viewing(c, published);
      const { form } = c.var;
      const id = caseIdIn(c);
      if (!UUID.test(form.text('once'))) throw new Problem(PLATFORM_PROBLEMS.invalid);
      const said = { name: form.text('name'), phone: form.text('phone'), isChecked: form.text('checked') === 'yes' };
      const faults = await reissue(at.world, at.viewer, id, { ...said, once: form.text('once') });
      if (faults.length === 0) return goTo(c, `/desk/receipts/${idText(id)}`, 'reissued');
      const row = await findCase(at.world, at.viewer, id);
      if (row === null) throw notThere();
      return reissuePage(c, at, row, form.text('once'), faults);
    },
    fresh,
  );
  deskRoute(desk, 'get', '/desk/approvals', 'cases.approve', async (c) => {
    const { world, content, viewer } = await viewing(c, published);
    const waiting = await waitingFor(world, viewer);
    return page(c, {
      title: '审批',
      here: '/desk/approvals',
      children: <ApprovalsPage waiting={waiting} content={content} />,
    });
  });
}
