/** @jsxImportSource hono/jsx */
/** `/desk/calendar`: the holidays of a year, typed from the notice, as a draft for a second person. */
import type { Context } from 'hono';
import { missingCalendarYear } from '../catalogue/records.rules.ts';
import { FESTIVAL_NAMES, type YearTyped } from '../catalogue/year.rules.ts';
import { takeYear } from '../catalogue/year.usecases.ts';
import { openDatabase } from '../platform/database.ts';
import type { Form } from '../platform/form.ts';
import type { PublicContent } from '../platform/http.ts';
import { CalendarPage } from './calendar.pages.tsx';
import { catalogueWorld, onceOf } from './catalogue-world.routes.ts';
import type { DeskContent } from './desk.contract.ts';
import { type Desk, type DeskEnv, deskRoute } from './entrance.routes.ts';
import { UNKEPT } from './own-township.routes.ts';
import { goTo, type PageStatus, page } from './shell.pages.tsx';

function typedIn(form: Form, year: string): YearTyped {
  const text = (name: string) => form.text(name).replace(/\s+/g, ' ').trim();
  const festivals = Object.fromEntries(
    FESTIVAL_NAMES.map((festival, at) => [
      festival,
      { from: text(`from-${at}`), to: text(`to-${at}`), worked: text(`worked-${at}`) },
    ]),
  ) as YearTyped['festivals'];
  return { year: text('year') || year, source: text('source'), festivals };
}

export function calendarRoutes(desk: Desk, published: PublicContent<DeskContent>): void {
  async function show(
    c: Context<DeskEnv>,
    props: Partial<Pick<Parameters<typeof CalendarPage>[0], 'faults' | 'found' | 'once'>>,
    status: PageStatus = 200,
  ) {
    const now = Date.now();
    const { calendar } = await published.current(openDatabase(c.env.DB), now);
    const { publishedUntil } = calendar;
    const missing = missingCalendarYear(publishedUntil, now);
    const typed = typedIn(c.var.form, String(Number(publishedUntil.slice(0, 4)) + 1));
    const all = { faults: [], found: [], once: crypto.randomUUID(), ...props };
    const children = <CalendarPage {...{ publishedUntil, missing, typed }} session={c.var.session} {...all} />;
    return page(c, { title: '放假安排', here: '/desk/calendar', children }, status);
  }

  deskRoute(desk, 'get', '/desk/calendar', 'calendar.import', (c) => show(c, {}));

  deskRoute(desk, 'post', '/desk/calendar', 'calendar.import', async (c) => {
    const once = onceOf(c);
    const result = await takeYear(catalogueWorld(c), c.var.session.staff.id, once, typedIn(c.var.form, ''));
    switch (result.kind) {
      case 'drafted':
        return goTo(c, `/desk/catalogue/drafts/${result.id}`, 'draft-made');
      case 'typed':
        return show(c, { faults: result.faults, once }, 422);
      case 'faults':
        return show(c, { found: result.faults, once }, 422);
      case 'same':
        return show(c, { faults: [{ field: 'year', text: '和现行的一样，没有什么要启用的。' }], once }, 422);
      case 'unkept':
        return show(c, { faults: [{ field: 'year', text: UNKEPT }], once }, 503);
    }
  });
}
