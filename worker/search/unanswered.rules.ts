// Pure. What may be kept of a query that nobody could answer, and for how long.

import type { SpecialAnswers } from './search.contract.ts';
import { normaliseQuery } from './search.rules.ts';

/** Enough to tell what somebody was after, too little for their story. Unit: UTF-16 code units. */
export const MAX_KEPT_LENGTH = 24;
const LEAST_KEPT_CHARACTERS = 2;

/** The rarest and oldest go first. */
export const MOST_KEPT_TEXTS = 2_000;
const KEPT_DAYS = 180;

/** So many an isolate writes in a minute: whoever sends made-up queries fills neither the table nor the bill. */
const WRITES_PER_MINUTE = 60;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** China has one time zone and no summer time. */
const SHANGHAI_AHEAD_MS = 8 * 60 * MINUTE_MS;

/** What people ask about (派出所电话) and what a person's own number, name or address follows: it stays, the rest goes. */
const BEFORE_PERSONAL =
  /(电话|電話|手机号|手機號|身份证号|身份證號|银行卡号|銀行卡號|车牌|車牌|微信|邮箱|郵箱|姓名|住址|本人|家住).*/;
/** Here it begins itself: "I am …", letters as long as an account or a name with its surname, a number that is spelt out. */
const PERSONAL =
  /(?:[我俺]叫|[我俺]是|[我俺]姓|[他她名]叫|名字叫|名字是|叫做|[a-z]{13}|[零一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖]{6}).*/;

/**
 * What may be kept of a query, null when that is nothing. Normalised, without digits, cut where something personal
 * seems to follow, cut to a length. A name that stands among other words cannot be told from them: that is why the
 * rest is cut, and why nothing beside the text, a count and a day is kept.
 * What comes out comes out again unchanged: the widget sends no more than this, and the server relies on nobody.
 */
export function keptQuery(query: string): string | null {
  // Digits first: what they part may be personal as a whole.
  const text = normaliseQuery(query).replace(/\d/g, '').replace(BEFORE_PERSONAL, '$1').replace(PERSONAL, '');
  // A character beyond U+FFFF is not kept by half.
  const kept = text.slice(0, MAX_KEPT_LENGTH).replace(/[\ud800-\udbff]$/, '');
  return [...kept].length < LEAST_KEPT_CHARACTERS ? null : kept;
}

/**
 * Whether a query has come to nothing: no hit, and nothing to say beside hits. Where to go instead is an answer.
 * @param shown hits, or what is shown of them
 */
export function isUnanswered(
  { emergency, event, outOfScope, proof }: SpecialAnswers,
  shown: readonly unknown[],
): boolean {
  return !shown.length && !emergency && !event && !proof && !outOfScope?.topic;
}

/** `2026-11-23`. @param now milliseconds since 1970-01-01T00:00Z */
export const dayInShanghai = (now: number): string => new Date(now + SHANGHAI_AHEAD_MS).toISOString().slice(0, 10);

/** What was last asked before this day goes. */
export const firstKeptDay = (now: number): string => dayInShanghai(now - KEPT_DAYS * DAY_MS);

/** How much has been written in the present minute. */
export interface Written {
  since: number;
  times: number;
}

/** What is written after one more, null when the minute has had its share. */
export function oneMore({ since, times }: Written, now: number): Written | null {
  if (now - since >= MINUTE_MS) return { since: now, times: 1 };
  return times < WRITES_PER_MINUTE ? { since, times: times + 1 } : null;
}
