// Pure. What somebody at the desk may write about a site, and what is said when it does not hold.

import type { Site, SiteFacts } from './sites.contract.ts';
import { exactOrigin } from './sites.rules.ts';

/** The file numbers its sites up to 999,999: those of the desk come after, and never meet them. */
export const FIRST_OF_THE_DESK = 1_000_001;
/** Unit: UTF-16 code units. */
export const SITE_LIMITS = { name: 60, owner: 60, note: 500, reason: 200 } as const;
const MOST_ORIGINS = 20;
/** A registration that nobody looks at again for longer than this says nothing any more. */
const LONGEST_MONTHS = 24;
const DAY_MS = 86_400_000;

export interface SiteFault {
  field: keyof SiteFacts | 'reason';
  text: string;
}

/** One origin a line; blanks and commas part them too. */
export const originsIn = (text: string): string[] => [
  ...new Set(text.split(/[\s,，;；、]+/).filter((one) => one !== '')),
];

/** What was probably meant: an address that was copied from a browser has its page behind it. */
function meantBy(text: string): string | null {
  try {
    return exactOrigin(new URL(text.includes('://') ? text : `https://${text}`).origin);
  } catch {
    return null;
  }
}

const isDay = (text: string): boolean => {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
};

function originFaults(own: readonly string[], others: readonly Site[]): string[] {
  if (own.length === 0) return ['写上网站的源，如 https://www.example.cn。'];
  if (own.length > MOST_ORIGINS) return [`一个网站最多写 ${MOST_ORIGINS} 个源，多的另外登记。`];
  return own.flatMap((origin) => {
    if (exactOrigin(origin) === null) {
      const meant = meantBy(origin);
      return [
        meant === null
          ? `“${origin.slice(0, 80)}”不是源。只写协议和域名，如 https://www.example.cn。`
          : `“${origin.slice(0, 80)}”请写成 ${meant}：只要协议和域名，后面不带斜杠和页面。`,
      ];
    }
    const holder = others.find(({ origins }) => origins.includes(origin));
    return holder ? [`${origin} 已经登记给“${holder.name}”。一个源只归一个网站，先从那边去掉。`] : [];
  });
}

/**
 * @param townships codes that exist
 * @param others the rest of the register
 * @param today YYYY-MM-DD
 */
export function faultsOfSite(
  facts: SiteFacts,
  townships: ReadonlySet<string>,
  others: readonly Site[],
  today: string,
): SiteFault[] {
  const { name, townshipCode, owner, note, verifyBy, origins } = facts;
  const faults: SiteFault[] = [];
  const say = (field: SiteFault['field'], text: string) => faults.push({ field, text });
  if (name === '') say('name', '写上网站的名称。');
  if (name.length > SITE_LIMITS.name) say('name', `名称写短一些，${SITE_LIMITS.name} 字以内。`);
  if (townshipCode !== null && !townships.has(townshipCode)) say('townshipCode', '没有这个镇街，请重新选。');
  for (const text of originFaults(origins, others)) say('origins', text);
  if (owner === '') say('owner', '写上谁管这个网站：单位或岗位，不写个人电话。');
  if (owner.length > SITE_LIMITS.owner) say('owner', `写短一些，${SITE_LIMITS.owner} 字以内。`);
  const day = faultOfDay(verifyBy ?? '', today);
  if (day !== null) say('verifyBy', day);
  if (note.length > SITE_LIMITS.note) say('note', `备注写短一些，${SITE_LIMITS.note} 字以内。`);
  return faults;
}

/** @returns null for a day on which somebody can be expected to look again */
export function faultOfDay(day: string, today: string): string | null {
  if (!isDay(day)) return '选一个日子：到那天再核对一次这些源还是不是它的。';
  if (day <= today) return '这个日子已经过了，选以后的。';
  const latest = dayInMonths(today, LONGEST_MONTHS);
  return day > latest ? `太远了，最迟选 ${latest}。` : null;
}

/** The same day some months on; where the month has none, its last. @param day YYYY-MM-DD */
export function dayInMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = Date.UTC(year, month - 1 + months + 1, 1) - DAY_MS;
  const asked = Date.UTC(year, month - 1 + months, date);
  return new Date(Math.min(asked, last)).toISOString().slice(0, 10);
}

export const factsOf = ({ name, townshipCode, owner, note, verifyBy, origins }: Site): SiteFacts => ({
  name,
  townshipCode,
  owner,
  note,
  verifyBy,
  origins,
});

/** Whether nothing was changed. */
export const isSameSite = (site: Site, facts: SiteFacts): boolean =>
  JSON.stringify(factsOf(site)) === JSON.stringify(factsOf({ ...site, ...facts, origins: [...facts.origins].sort() }));
