/** @jsxImportSource hono/jsx */
/** Who read what: for auditors. */
import { endOfDay, isDay } from '../calendar/calendar.rules.ts';
import { listReads } from '../cases/reading.usecases.ts';
import { type AuditAsked, AuditPage } from './audit.pages.tsx';
import { type Desk, deskRoute } from './entrance.routes.ts';
import type { Fault } from './form.pages.tsx';
import { page } from './shell.pages.tsx';
import { type DeskPublished, viewing } from './viewing.routes.ts';

const LINES = 50;
const DAY_MS = 86_400_000;

function faultsOf({ case: id, from, to }: AuditAsked): Fault[] {
  const faults: Fault[] = [];
  if (id !== '' && !/^[0-9a-f]{13}$/.test(id))
    faults.push({ field: 'case', text: '编号是 13 位数字和小写字母，请照清单上的写。' });
  if (from !== '' && !isDay(from)) faults.push({ field: 'from', text: '开始那天请写成 2026-01-31 的样子。' });
  if (to !== '' && !isDay(to)) faults.push({ field: 'to', text: '结束那天请写成 2026-01-31 的样子。' });
  if (faults.length === 0 && from !== '' && to !== '' && from > to)
    faults.push({ field: 'to', text: '结束那天要在开始那天之后。' });
  return faults;
}

const wantedOf = (asked: AuditAsked) => ({
  staffNumber: asked.staff,
  recordId: asked.case === '' ? null : Number.parseInt(asked.case, 16),
  from: asked.from === '' ? null : endOfDay(asked.from) + 1 - DAY_MS,
  to: asked.to === '' ? null : endOfDay(asked.to) + 1,
});

export function auditRoutes(desk: Desk, published: DeskPublished): void {
  deskRoute(desk, 'get', '/desk/audit', 'audit.read', async (c) => {
    const { world } = await viewing(c, published);
    const text = (name: string) => (c.req.query(name) ?? '').trim().slice(0, 40);
    const asked: AuditAsked = {
      staff: text('staff'),
      case: text('case').toLowerCase(),
      from: text('from'),
      to: text('to'),
    };
    const before = /^\d{1,15}$/.test(text('before')) ? Number(text('before')) : null;
    const faults = faultsOf(asked);
    const { entries, next } =
      faults.length > 0 ? { entries: [], next: null } : await listReads(world, wantedOf(asked), before, LINES);
    const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== ''));
    if (next !== null) query.set('before', String(next));
    const children = (
      <AuditPage asked={asked} faults={faults} entries={entries} next={next === null ? null : `/desk/audit?${query}`} />
    );
    const title = faults.length > 0 ? '请改：谁看过什么' : '谁看过什么';
    return page(c, { title, here: '/desk/audit', width: 'wide', children }, faults.length > 0 ? 422 : 200);
  });
}
