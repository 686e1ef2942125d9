import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { NoticeKind, NoticeLevel } from './operations.contract.ts';

export const GROUP_DUTIES = ['leader', 'deputy', 'office', 'member', 'team'] as const;
export type GroupDuty = (typeof GROUP_DUTIES)[number];

/** The coordinating group of a township: who is in it, since when, until when. Nobody is deleted. */
export const groupMembers = sqliteTable(
  'group_member',
  {
    id: text('id').primaryKey(),
    townshipCode: text('township_code').notNull(),
    duty: text('duty', { enum: GROUP_DUTIES }).notNull(),
    staffId: integer('staff_id').notNull(),
    /** `team`: the dispatched institution or department that it belongs to; otherwise the member's own organ. */
    organ: text('organ').notNull(),
    since: integer('since').notNull(),
    addedBy: integer('added_by').notNull(),
    endedAt: integer('ended_at'),
    endedBy: integer('ended_by'),
  },
  (table) => [
    index('group_member_township').on(table.townshipCode).where(sql`${table.endedAt} IS NULL`),
    check('group_member_duty', sql`${table.duty} IN (${sql.raw(GROUP_DUTIES.map((duty) => `'${duty}'`).join(','))})`),
  ],
);

export const dutyShifts = sqliteTable(
  'duty_shift',
  {
    id: text('id').primaryKey(),
    /** `T<township code>` or `D<department code>`. */
    organ: text('organ').notNull(),
    staffId: integer('staff_id').notNull(),
    duty: text('duty', { enum: ['leader', 'on-duty'] }).notNull(),
    startsAt: integer('starts_at').notNull(),
    endsAt: integer('ends_at').notNull(),
    madeAt: integer('made_at').notNull(),
    madeBy: integer('made_by').notNull(),
    removedAt: integer('removed_at'),
    removedBy: integer('removed_by'),
  },
  (table) => [
    index('duty_shift_organ').on(table.organ, table.endsAt).where(sql`${table.removedAt} IS NULL`),
    index('duty_shift_staff').on(table.staffId, table.endsAt).where(sql`${table.removedAt} IS NULL`),
    check('duty_shift_time', sql`${table.endsAt} > ${table.startsAt}`),
  ],
);

export const publicNotices = sqliteTable(
  'public_notice',
  {
    id: text('id').primaryKey(),
    townships: text('townships', { mode: 'json' }).$type<string[]>().notNull(),
    kind: text('kind').$type<NoticeKind>().notNull(),
    level: text('level').$type<NoticeLevel>().notNull(),
    title: text('title').notNull(),
    whatToDo: text('what_to_do').notNull(),
    startsAt: integer('starts_at').notNull(),
    endsAt: integer('ends_at').notNull(),
    organ: text('organ').notNull(),
    publishedBy: integer('published_by').notNull(),
    publishedAt: integer('published_at').notNull(),
    withdrawnAt: integer('withdrawn_at'),
    withdrawnBy: integer('withdrawn_by'),
  },
  (table) => [
    index('public_notice_end').on(table.endsAt),
    check('public_notice_time', sql`${table.endsAt} > ${table.startsAt}`),
  ],
);
