/** @jsxImportSource hono/jsx */
/** `/desk/sites`: which sites may have the intake on their own pages, which version they run, which went dark. */
import type { Context } from 'hono';
import { staffNames } from '../catalogue/overview.usecases.ts';
import { isTownship } from '../directory/directory.rules.ts';
import { openDatabase } from '../platform/database.ts';
import type { PublicContent } from '../platform/http.ts';
import { PLATFORM_PROBLEMS, Problem } from '../platform/problem.ts';
import { dayInMonths } from '../sites/keeping.rules.ts';
import {
  changeSite,
  closeSite,
  moveSite,
  readRegister,
  readSite,
  registerSite,
  type SiteResult,
  type SitesWorld,
  verifySite,
} from '../sites/keeping.usecases.ts';
import { dayInShanghai } from '../sites/usage.rules.ts';
import { catalogueWorld, existing, numberIn, onceOf } from './catalogue-world.routes.ts';
import type { DeskContent } from './desk.contract.ts';
import { type Desk, type DeskEnv, deskRoute } from './entrance.routes.ts';
import type { Faults } from './form.pages.tsx';
import { oneLine } from './own-township.routes.ts';
import type { SaidKey } from './said.data.ts';
import { goTo, type PageStatus, page } from './shell.pages.tsx';
import { NewSitePage } from './site-form.pages.tsx';
import { SitePage } from './sites.pages.tsx';
import { factsFrom, type SiteTyped, typedOf } from './sites.rules.ts';
import { SitesPage } from './sites-list.pages.tsx';

const here = '/desk/sites';
const NEXT_LOOK_MONTHS = 12;
const LOST = '您打开以后有人先改了，没有存。现在的样子在这一页上，您写的还在格子里，看好了再按。';

function typedIn(c: Context<DeskEnv>): SiteTyped {
  const { form } = c.var;
  return {
    name: form.text('name'),
    townshipCode: form.text('townshipCode'),
    owner: form.text('owner'),
    note: form.text('note'),
    verifyBy: form.text('verifyBy'),
    origins: form.text('origins'),
  };
}

const nextLook = (now: number) => dayInMonths(dayInShanghai(now), NEXT_LOOK_MONTHS);
const doerOf = (c: Context<DeskEnv>) => {
  const seen = c.var.form.text('seen');
  return { staffId: c.var.session.staff.id, once: onceOf(c), seen: /^\d{1,6}$/.test(seen) ? Number(seen) : -1 };
};

export function siteDeskRoutes(desk: Desk, published: PublicContent<DeskContent>): void {
  async function open(
    c: Context<DeskEnv>,
  ): Promise<{ world: SitesWorld; townships: { code: string; name: string }[] }> {
    const db = openDatabase(c.env.DB);
    const now = Date.now();
    const townships = (await published.current(db, now)).directory.divisions.filter(isTownship);
    return { world: { db, now, townships: new Set(townships.map(({ code }) => code)) }, townships };
  }

  async function showNew(
    c: Context<DeskEnv>,
    typed: SiteTyped,
    faults: Faults,
    once: string,
    status: PageStatus = 200,
  ) {
    const { townships } = await open(c);
    const children = <NewSitePage {...{ townships, typed, faults, once }} session={c.var.session} />;
    return page(c, { title: '登记网站', here, children }, status);
  }

  interface Shown {
    typed: SiteTyped;
    nextDay: string;
    reason: string;
    faults: Faults;
    trouble: string | null;
    once: string;
  }

  async function showSite(c: Context<DeskEnv>, props: Partial<Shown>, status: PageStatus = 200) {
    const { world, townships } = await open(c);
    const one = existing(await readSite(world, numberIn(c, 'id')));
    const names = await staffNames(catalogueWorld(c));
    const all: Shown = {
      typed: typedOf(one.site),
      nextDay: nextLook(world.now),
      reason: '',
      faults: [],
      trouble: null,
      once: crypto.randomUUID(),
      ...props,
    };
    const children = <SitePage {...{ one, names, townships }} session={c.var.session} {...all} />;
    return page(c, { title: one.site.name, here, children }, status);
  }

  /** @param typed what stays in the form when it was not done */
  function answer(c: Context<DeskEnv>, result: SiteResult, said: SaidKey, typed: Partial<Shown>) {
    switch (result.kind) {
      case 'done':
        return goTo(c, `/desk/sites/${result.id}`, said);
      case 'same':
        return goTo(c, `/desk/sites/${result.id}`, 'nothing-changed');
      case 'faults':
        return showSite(c, { ...typed, faults: result.faults, once: onceOf(c) }, 422);
      case 'lost':
        return showSite(c, { ...typed, trouble: LOST }, 409);
      case 'gone':
        throw new Problem(PLATFORM_PROBLEMS.noSuchPath);
    }
  }

  deskRoute(desk, 'get', '/desk/sites', 'sites.manage', async (c) => {
    const { world, townships } = await open(c);
    const { usage, others } = await readRegister(world.db, world.now);
    const townshipNames = new Map(townships.map(({ code, name }) => [code, name]));
    const children = <SitesPage {...{ usage, others, townshipNames }} />;
    return page(c, { title: '网站', here, width: 'wide', children });
  });

  deskRoute(desk, 'get', '/desk/sites/new', 'sites.manage', (c) => {
    const empty = { name: '', townshipCode: '', owner: '', note: '', verifyBy: nextLook(Date.now()), origins: '' };
    return showNew(c, empty, [], crypto.randomUUID());
  });

  // Where the intake may be framed is who may stand around what citizens write: the password once more.
  deskRoute(
    desk,
    'post',
    '/desk/sites',
    'sites.manage',
    async (c) => {
      const { world } = await open(c);
      const typed = typedIn(c);
      const result = await registerSite(world, doerOf(c), factsFrom(typed));
      if (result.kind === 'done') return goTo(c, `/desk/sites/${result.id}`, 'site-registered');
      const faults = result.kind === 'faults' ? result.faults : [{ field: 'name', text: '刚才没有存上，请再按一次。' }];
      return showNew(c, typed, faults, onceOf(c), 422);
    },
    { fresh: true },
  );

  deskRoute(desk, 'get', '/desk/sites/:id', 'sites.manage', (c) => showSite(c, {}));

  deskRoute(
    desk,
    'post',
    '/desk/sites/:id',
    'sites.manage',
    async (c) => {
      const { world } = await open(c);
      const typed = typedIn(c);
      return answer(c, await changeSite(world, numberIn(c, 'id'), doerOf(c), factsFrom(typed)), 'site-changed', {
        typed,
      });
    },
    { fresh: true },
  );

  deskRoute(desk, 'post', '/desk/sites/:id/verify', 'sites.manage', async (c) => {
    const { world } = await open(c);
    const nextDay = c.var.form.text('next');
    const result = await verifySite(world, numberIn(c, 'id'), doerOf(c), nextDay);
    const faults = result.kind === 'faults' ? result.faults.map(({ text }) => ({ field: 'next', text })) : [];
    return faults.length > 0
      ? showSite(c, { nextDay, faults, once: onceOf(c) }, 422)
      : answer(c, result, 'site-verified', { nextDay });
  });

  deskRoute(desk, 'post', '/desk/sites/:id/close', 'sites.manage', async (c) => {
    const { world } = await open(c);
    const reason = oneLine(c.var.form.text('reason'));
    return answer(c, await closeSite(world, numberIn(c, 'id'), doerOf(c), reason), 'site-closed', { reason });
  });

  deskRoute(
    desk,
    'post',
    '/desk/sites/:id/move',
    'sites.manage',
    async (c) => {
      const { world } = await open(c);
      const to = c.var.form.text('to') === 'file' ? 'file' : 'desk';
      const said = to === 'file' ? 'site-given-back' : 'site-taken-over';
      return answer(c, await moveSite(world, numberIn(c, 'id'), doerOf(c), to), said, {});
    },
    { fresh: true },
  );
}
