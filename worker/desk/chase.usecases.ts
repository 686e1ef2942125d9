/** What of the data waits for somebody at the desk: looks that are overdue, drafts for a second person, next year. */

import { readOverview } from '../catalogue/overview.usecases.ts';
import { missingCalendarYear } from '../catalogue/records.rules.ts';
import { type RecordWorld, recordsOfOwner, wrongRecords } from '../catalogue/records.usecases.ts';
import type { CatalogueWorld } from '../catalogue/sets.usecases.ts';
import { countFeedback } from '../feedback/feedback.usecases.ts';
import { countOverdueSites } from '../sites/keeping.usecases.ts';
import { may, scopeOf } from '../staff/permissions.rules.ts';
import type { Staff } from '../staff/staff.contract.ts';
import { recordOwnerOf } from './chase.rules.ts';
import type { DeskContent } from './desk.contract.ts';
import { reachOfFeedback } from './feedback.rules.ts';

export interface Duty {
  href: `/desk/${string}`;
  text: string;
  isLate: boolean;
}

export async function dutiesOf(world: CatalogueWorld, content: DeskContent, staff: Staff): Promise<Duty[]> {
  const { role } = staff;
  const records: RecordWorld = { db: world.db, lists: content.lists, directory: content.directory, now: world.now };
  const duties: Duty[] = [];
  const looks = async () => {
    if (!may(role, 'records.verify')) return;
    const overdue = (await recordsOfOwner(records, recordOwnerOf(staff))).filter(({ isOverdue }) => isOverdue).length;
    if (overdue > 0)
      duties.push({ href: '/desk/records', text: `有 ${overdue} 条信息到了日子还没有核对`, isLate: true });
  };
  const drafts = async () => {
    if (!may(role, 'catalogue.activate')) return;
    const [overview, wrong] = await Promise.all([readOverview(world), wrongRecords(records)]);
    const waiting = overview.drafts.filter(({ createdBy }) => createdBy !== staff.id).length;
    if (waiting > 0)
      duties.push({ href: '/desk/catalogue', text: `有 ${waiting} 份目录草稿等另一个人启用`, isLate: false });
    if (overview.staleFiles !== null)
      duties.push({ href: '/desk/catalogue', text: '网站上的小组件还没有换上现行的目录', isLate: false });
    if (wrong.length > 0)
      duties.push({ href: '/desk/records', text: `有 ${wrong.length} 条被人说有误`, isLate: false });
    const missing = missingCalendarYear(content.calendar.publishedUntil, world.now);
    if (missing)
      duties.push({
        href: '/desk/calendar',
        text: `${missing.year} 年的放假安排还没有导入`,
        isLate: missing.isOverdue,
      });
  };
  const feedback = async () => {
    const scope = scopeOf(role, 'feedback.handle');
    if (scope === null) return;
    const waiting = await countFeedback({ db: world.db, reach: reachOfFeedback(scope, staff) });
    if (waiting > 0)
      duties.push({ href: '/desk/feedback', text: `群众说 ${waiting} 处信息有误，还没有处理`, isLate: false });
  };
  const sites = async () => {
    const overdue = may(role, 'sites.manage') ? await countOverdueSites(world.db, world.now) : 0;
    if (overdue > 0) duties.push({ href: '/desk/sites', text: `有 ${overdue} 个网站的登记该核对了`, isLate: true });
  };
  await Promise.all([looks(), drafts(), feedback(), sites()]);
  return duties;
}
