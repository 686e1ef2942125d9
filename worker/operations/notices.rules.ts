// Pure. Which public notices are in force where, and how they are said. A notice ends by itself: nothing has to run for it.

import { LEVEL_TITLES, NOTICE_KIND_TITLES } from './hazards.data.ts';
import type { StepFault } from './machine.rules.ts';
import {
  NOTICE_KINDS,
  NOTICE_LEVELS,
  type NoticeKind,
  type NoticeLevel,
  type PublicNotice,
} from './operations.contract.ts';

export interface StoredNotice {
  id: string;
  /** Codes of townships; none: the whole city. */
  townships: string[];
  kind: NoticeKind;
  level: NoticeLevel;
  title: string;
  whatToDo: string;
  startsAt: number;
  endsAt: number;
  /** Organ that publishes it. */
  organ: string;
  publishedBy: number;
  publishedAt: number;
  withdrawnAt: number | null;
  withdrawnBy: number | null;
}

const DAY_MS = 86_400_000;
/** A warning that stands for ever is none. Unit: ms */
const LONGEST_MS = 30 * DAY_MS;
export const MOST_TITLE = 40;
export const MOST_LINES = 8;
const MOST_LINE = 60;

export const isInForce = (
  { startsAt, endsAt, withdrawnAt }: Pick<StoredNotice, 'startsAt' | 'endsAt' | 'withdrawnAt'>,
  now: number,
): boolean => withdrawnAt === null && startsAt <= now && now < endsAt;

const concerns = ({ townships }: StoredNotice, township: string | null) =>
  townships.length === 0 || (township !== null && townships.includes(township));

/**
 * What is in force, the gravest first.
 * @param township code; null: what concerns the whole city
 */
export const noticesFor = (all: readonly StoredNotice[], township: string | null, now: number): StoredNotice[] =>
  all
    .filter((notice) => isInForce(notice, now) && concerns(notice, township))
    .sort(
      (a, b) =>
        NOTICE_LEVELS.indexOf(a.level) - NOTICE_LEVELS.indexOf(b.level) ||
        b.startsAt - a.startsAt ||
        (a.id < b.id ? -1 : 1),
    );

/** @param nameOf organ → name */
export const noticeAnswer = (notice: StoredNotice, nameOf: (organ: string) => string): PublicNotice => ({
  id: notice.id,
  kind: notice.kind,
  kindName: NOTICE_KIND_TITLES[notice.kind],
  level: notice.level,
  levelName: LEVEL_TITLES[notice.level],
  title: notice.title,
  whatToDo: notice.whatToDo,
  townships: notice.townships,
  startsAt: new Date(notice.startsAt).toISOString(),
  endsAt: new Date(notice.endsAt).toISOString(),
  publisher: nameOf(notice.organ),
});

export interface NoticeFields {
  kind: string;
  level: string;
  title: string;
  whatToDo: string;
  townships: readonly string[];
  startsAt: number | null;
  endsAt: number | null;
}

/** @param reach codes that this person may publish for; null: everywhere */
export function noticeFaults(fields: NoticeFields, reach: readonly string[] | null, now: number): StepFault[] {
  const { kind, level, title, whatToDo, townships, startsAt, endsAt } = fields;
  const faults: StepFault[] = [];
  if (!(NOTICE_KINDS as readonly string[]).includes(kind)) faults.push({ field: 'kind', text: '请选是哪一类。' });
  if (!(NOTICE_LEVELS as readonly string[]).includes(level)) faults.push({ field: 'level', text: '请选级别。' });
  if (title === '') faults.push({ field: 'title', text: '请写一句话：出了什么事。' });
  else if (title.length > MOST_TITLE)
    faults.push({ field: 'title', text: `一句话最多 ${MOST_TITLE} 个字，看的人在手机上。` });
  const lines = whatToDo.split('\n').filter((line) => line !== '');
  if (lines.length === 0) faults.push({ field: 'whatToDo', text: '请写该怎么做，一行一条。' });
  else if (lines.length > MOST_LINES || lines.some((line) => line.length > MOST_LINE))
    faults.push({ field: 'whatToDo', text: `最多 ${MOST_LINES} 条，每条最多 ${MOST_LINE} 个字。` });
  if (reach !== null && (townships.length === 0 || townships.some((code) => !reach.includes(code))))
    faults.push({ field: 'townships', text: '请选镇街，只能发给自己的镇街。' });
  if (startsAt === null) faults.push({ field: 'starts', text: '请填从什么时候起，如 2026-12-01 08:00。' });
  if (endsAt === null) faults.push({ field: 'ends', text: '请填到什么时候，到时自己撤下。' });
  if (startsAt !== null && endsAt !== null) {
    if (endsAt <= startsAt || endsAt <= now) faults.push({ field: 'ends', text: '结束要比开始晚，也要比现在晚。' });
    else if (endsAt - startsAt > LONGEST_MS) faults.push({ field: 'ends', text: '最长 30 天，到时还需要就再发一次。' });
  }
  return faults;
}
