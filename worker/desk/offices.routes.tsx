/** @jsxImportSource hono/jsx */
/** `/desk/offices`: a township keeps its own offices: what they are called, where, when, by which number, for what. */
import type { Context } from 'hono';
import { NO_FACTS, type OfficeFacts } from '../catalogue/offices.rules.ts';
import { changeOffice, readOwnOffice } from '../catalogue/offices.usecases.ts';
import { readRecord, recordFinding } from '../catalogue/records.usecases.ts';
import { openDatabase } from '../platform/database.ts';
import type { PublicContent } from '../platform/http.ts';
import { PLATFORM_PROBLEMS, Problem } from '../platform/problem.ts';
import { catalogueWorld, existing } from './catalogue-world.routes.ts';
import type { DeskContent } from './desk.contract.ts';
import { type Desk, type DeskEnv, deskRoute } from './entrance.routes.ts';
import type { Faults } from './form.pages.tsx';
import { officeItemsRoutes } from './office-items.routes.tsx';
import { OfficePage, type OfficePageProps, OfficesPage } from './offices.pages.tsx';
import { BUSY, LIMITS, oneLine, townshipFor, UNKEPT } from './own-township.routes.ts';
import { goTo, type PageStatus, page } from './shell.pages.tsx';

const here = '/desk/offices';
const FACT_TITLES: Record<keyof OfficeFacts, string> = {
  name: '叫法',
  place: '地点',
  hours: '办公时间',
  phone: '电话',
  mergedInto: '并入',
  closed: '撤了',
  source: '依据',
};

function checkFacts(facts: OfficeFacts): Faults {
  const long = (Object.keys(LIMITS) as (keyof typeof LIMITS)[]).flatMap((field) =>
    facts[field].length > LIMITS[field]
      ? [{ field, text: `${FACT_TITLES[field]}写短一些，${LIMITS[field]} 字以内。` }]
      : [],
  );
  const { source, ...others } = facts;
  const isUsual = JSON.stringify({ ...others, source: '' }) === JSON.stringify({ ...NO_FACTS });
  return [
    ...long,
    ...(facts.phone !== '' && !/\d{3}/.test(facts.phone) ? [{ field: 'phone', text: '电话里要有号码。' }] : []),
    ...(facts.closed && facts.mergedInto !== ''
      ? [{ field: 'mergedInto', text: '撤了和并入只能选一样：有别的机构接着办，就选并入。' }]
      : []),
    ...(source === '' && !isUsual ? [{ field: 'source', text: '写一句依据，以后查得到。' }] : []),
  ];
}

/** What stood in the form when it was drawn; a form that was tampered with saw nothing. */
function seenIn(text: string): OfficeFacts {
  try {
    return { ...NO_FACTS, ...(JSON.parse(text) as Partial<OfficeFacts>) };
  } catch {
    return NO_FACTS;
  }
}

export function officesRoutes(desk: Desk, published: PublicContent<DeskContent>): void {
  // Before `/desk/offices/:id`, which would take its addresses.
  officeItemsRoutes(desk, published);
  const contentOf = (c: Context<DeskEnv>) => published.current(openDatabase(c.env.DB), Date.now());

  async function showOffice(
    c: Context<DeskEnv>,
    id: string,
    props: Partial<Pick<OfficePageProps, 'typed' | 'faults' | 'gaps' | 'trouble' | 'once'>>,
    status: PageStatus = 200,
  ) {
    townshipFor(c, await contentOf(c), id.split('-')[0]);
    const own = await readOwnOffice(catalogueWorld(c), id);
    if (own === 'unkept') return page(c, { title: '窗口', here, children: <p class="note">{UNKEPT}</p> }, 503);
    const office = existing(own);
    const all = { typed: office.facts, faults: [], gaps: [], trouble: null, once: crypto.randomUUID(), ...props };
    const children = <OfficePage own={office} session={c.var.session} {...all} />;
    return page(c, { title: '窗口', here, children }, status);
  }

  /** Who writes down where an office is has looked at it. */
  async function looked(c: Context<DeskEnv>, id: string): Promise<void> {
    const { lists, directory } = await contentOf(c);
    const world = { db: openDatabase(c.env.DB), lists, directory, now: Date.now() };
    const state = await readRecord(world, `office:${id}`);
    const finding = { records: state ? [state] : [], isWrong: false, note: '', owner: null };
    await recordFinding(world, c.var.session.staff.id, finding);
  }

  deskRoute(desk, 'get', '/desk/offices', 'offices.edit', async (c) => {
    const content = await contentOf(c);
    const { township, townships } = townshipFor(c, content, c.req.query('township'));
    const offices = content.directory.offices.filter(({ townshipCode }) => townshipCode === township.code);
    const { officeTypes } = content.directory;
    return page(c, {
      title: '窗口',
      here,
      width: 'wide',
      children: <OfficesPage {...{ township, townships, offices, officeTypes }} />,
    });
  });

  deskRoute(desk, 'get', '/desk/offices/:id', 'offices.edit', (c) => showOffice(c, c.req.param('id'), {}));

  deskRoute(desk, 'post', '/desk/offices/:id', 'offices.edit', async (c) => {
    const { form, session } = c.var;
    const id = c.req.param('id');
    townshipFor(c, await contentOf(c), id.split('-')[0]);
    const text = (name: string) => oneLine(form.text(name));
    const typed: OfficeFacts = {
      name: text('name'),
      place: text('place'),
      hours: text('hours'),
      phone: text('phone'),
      mergedInto: text('mergedInto'),
      closed: form.text('closed') === '1',
      source: text('source'),
    };
    const faults = checkFacts(typed);
    if (faults.length > 0) return showOffice(c, id, { typed, faults }, 422);
    const asked = { id, facts: typed, seen: seenIn(form.text('seen')), gapsAreMeant: form.text('gaps') === 'meant' };
    const result = await changeOffice(catalogueWorld(c), session.staff.id, asked);
    switch (result.kind) {
      case 'done':
        published.doubt();
        await looked(c, id);
        return goTo(c, `/desk/offices/${id}`, 'office-saved');
      case 'same':
        return goTo(c, `/desk/offices/${id}`, 'nothing-changed');
      case 'gaps':
        return showOffice(c, id, { typed, gaps: result.items }, 422);
      case 'lost': {
        const now = Object.entries(result.facts).flatMap(([field, fact]) =>
          typeof fact === 'string' && fact !== '' ? [`${FACT_TITLES[field as keyof OfficeFacts]}“${fact}”`] : [],
        );
        const trouble = `您打开以后有人先改了，现在是：${now.join('，') || '全部照常'}。您写的还在下面，看好了再存。`;
        return showOffice(c, id, { typed, trouble }, 409);
      }
      case 'faults':
        return showOffice(c, id, { typed, trouble: `这样写不行：${result.faults[0]?.expected ?? ''}。` }, 422);
      case 'gone':
        throw new Problem(PLATFORM_PROBLEMS.noSuchPath);
      case 'busy':
        return showOffice(c, id, { typed, trouble: BUSY }, 503);
    }
  });
}
