/** @jsxImportSource hono/jsx */
/** `/desk/records`: every record has an owner and a day by which it is looked at again; what is overdue is chased. */
import type { Context } from 'hono';
import { staffNames } from '../catalogue/overview.usecases.ts';
import { missingCalendarYear } from '../catalogue/records.rules.ts';
import {
  type RecordWorld,
  readRecord,
  recordFinding,
  recordsOfOwner,
  wrongRecords,
} from '../catalogue/records.usecases.ts';
import { isTownship } from '../directory/directory.rules.ts';
import { openDatabase } from '../platform/database.ts';
import type { PublicContent } from '../platform/http.ts';
import { may } from '../staff/permissions.rules.ts';
import { catalogueWorld, existing } from './catalogue-world.routes.ts';
import { recordOwnerOf } from './chase.rules.ts';
import type { DeskContent } from './desk.contract.ts';
import { type Desk, type DeskEnv, deskRoute } from './entrance.routes.ts';
import type { Faults } from './form.pages.tsx';
import { partsOfRecord } from './record-parts.rules.ts';
import { RECORDS_SHOWN, RecordPage, RecordsPage } from './records.pages.tsx';
import { goTo, type PageStatus, page } from './shell.pages.tsx';

const here = '/desk/records';
const LONGEST_NOTE = 1_000;

function ownersFor(c: Context<DeskEnv>, { directory }: DeskContent) {
  const all = [
    { value: 'C', label: '统筹办' },
    ...directory.departments.map(({ code, name }) => ({ value: `D${code}`, label: name })),
    ...directory.divisions.filter(isTownship).map(({ code, name }) => ({ value: `T${code}`, label: name })),
  ];
  const own = c.var.scope === 'all' ? null : recordOwnerOf(c.var.session.staff);
  return { all, reach: c.var.scope === 'all' ? all : all.filter(({ value }) => value === own) };
}

export function recordsRoutes(desk: Desk, published: PublicContent<DeskContent>): void {
  const open = async (c: Context<DeskEnv>): Promise<{ content: DeskContent; world: RecordWorld }> => {
    const db = openDatabase(c.env.DB);
    const now = Date.now();
    const content = await published.current(db, now);
    return { content, world: { db, lists: content.lists, directory: content.directory, now } };
  };

  async function showRecords(c: Context<DeskEnv>, asked: string | undefined, faults: Faults, status: PageStatus = 200) {
    const { content, world } = await open(c);
    const { reach } = ownersFor(c, content);
    const owner = existing(reach.find(({ value }) => value === (asked ?? reach[0]?.value)) ?? null);
    const isForAll = c.var.scope === 'all';
    const [states, wrong, names] = await Promise.all([
      recordsOfOwner(world, owner.value),
      isForAll ? wrongRecords(world) : [],
      isForAll ? staffNames(catalogueWorld(c)) : new Map<number, string>(),
    ]);
    const knowsYear = may(c.var.session.staff.role, 'calendar.import');
    const calendar = knowsYear ? missingCalendarYear(content.calendar.publishedUntil, world.now) : null;
    const owners = reach.length > 1 ? reach : [];
    const { session } = c.var;
    const once = crypto.randomUUID();
    const children = <RecordsPage {...{ owner, owners, states, wrong, calendar, session, once, names, faults }} />;
    return page(c, { title: '核对', here, width: 'wide', children }, status);
  }

  /** @throws Problem 404 for a record of somebody else: it is not said whether it exists */
  async function readOwn(c: Context<DeskEnv>) {
    const { content, world } = await open(c);
    const { all, reach } = ownersFor(c, content);
    const state = existing(await readRecord(world, c.req.param('record') ?? ''));
    existing(reach.find(({ value }) => value === state.owner) ?? null);
    const ownerTitle = all.find(({ value }) => value === state.owner)?.label ?? '';
    return { content, world, state, ownerTitle, owners: reach.length > 1 ? reach : [] };
  }

  async function showRecord(c: Context<DeskEnv>, note: string | null, faults: Faults, status: PageStatus = 200) {
    const { content, state, ownerTitle, owners } = await readOwn(c);
    const { session } = c.var;
    const parts = partsOfRecord(state, content);
    const once = crypto.randomUUID();
    const children = <RecordPage {...{ state, parts, ownerTitle, owners, session, once, faults }} note={note ?? ''} />;
    return page(c, { title: '核对', here, children }, status);
  }

  deskRoute(desk, 'get', '/desk/records', 'records.verify', (c) => showRecords(c, c.req.query('owner'), []));

  deskRoute(desk, 'post', '/desk/records', 'records.verify', async (c) => {
    const { form, session } = c.var;
    const { content, world } = await open(c);
    const { reach } = ownersFor(c, content);
    const owner = existing(reach.find(({ value }) => value === form.text('owner')) ?? null);
    const ticked = new Set(form.all('record').slice(0, RECORDS_SHOWN));
    const faults = [{ field: 'main', text: '先勾上核对过的，再按按钮。' }];
    if (ticked.size === 0) return showRecords(c, owner.value, faults, 422);
    const records = (await recordsOfOwner(world, owner.value)).filter(({ record }) => ticked.has(record));
    await recordFinding(world, session.staff.id, { records, isWrong: false, note: '', owner: null });
    return goTo(c, `/desk/records?owner=${owner.value}`, 'records-checked');
  });

  deskRoute(desk, 'get', '/desk/records/:record', 'records.verify', (c) => showRecord(c, null, []));

  deskRoute(desk, 'post', '/desk/records/:record', 'records.verify', async (c) => {
    const { form, session } = c.var;
    const { world, state, owners } = await readOwn(c);
    const note = form.text('note').trim();
    const isWrong = form.text('result') === 'wrong';
    const asked = form.text('owner');
    const faults: Faults = [
      ...(isWrong && note === '' ? [{ field: 'note', text: '写一写哪里不对、应当是什么。' }] : []),
      ...(!isWrong && note !== ''
        ? [{ field: 'note', text: '写了不对的地方，就按“有不对的”；没有错就把它删掉。' }]
        : []),
      ...(note.length > LONGEST_NOTE ? [{ field: 'note', text: `写短一些，${LONGEST_NOTE} 字以内。` }] : []),
    ];
    if (faults.length > 0) return showRecord(c, note, faults, 422);
    const owner = owners.some(({ value }) => value === asked) ? asked : null;
    await recordFinding(world, session.staff.id, { records: [state], isWrong, note, owner });
    return goTo(c, `/desk/records?owner=${state.owner}`, isWrong ? 'record-wrong' : 'records-checked');
  });
}
