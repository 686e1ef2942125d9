// Pure. What the guidance pages of /lite show, put together from the published lists.

import type { Directory } from '../directory/directory.contract.ts';
import { dutiesOf, type OrganRef } from '../lists/duties.rules.ts';
import type { GuideAnswer, Lists, TerritorialItem } from '../lists/lists.contract.ts';
import type { UnverifiedPart } from '../lists/lists.rules.ts';

/** One line of a list of results. */
export interface Line {
  kind: 'item' | 'duty';
  code: string;
  name: string;
  /** What a reader decides by: who leads, or how many papers and how long. */
  facts: string;
}

/** `25工作日` → `25 个工作日`; `即办` stays; nothing known → the counter tells. */
export function limitText(written: string | null): string {
  const [, count, unit] = /^(\d+)(工作)?日$/.exec(written ?? '') ?? [];
  if (count) return unit ? `${count} 个工作日` : `${count} 天`;
  return written || '以窗口告知为准';
}

/** Where a village item is handed in, in whatever village; not to be mistaken for the township's office. */
const STATION = '村（社区）便民服务站';

/** Whether the township does a part of it: some village items end in the village. */
export const isTownshipIn = ({ steps }: Pick<GuideAnswer, 'steps'>): boolean =>
  steps.some(({ by }) => by === 'office' || by === 'department');

/** @param office name of the responsible office in the reader's township, `''` while none is chosen */
export function lineOf(code: string, lists: Lists, directory: Directory, office: string): Line | null {
  const item = lists.serviceItems.find((candidate) => candidate.code === code);
  if (item) {
    const papers = item.materials.length === 0 ? '不用带材料' : `带 ${item.materials.length} 样材料`;
    const where = item.level === 'village' ? STATION : office;
    const facts = [where, papers, `承诺 ${limitText(item.promisedText)}`].filter((fact) => fact !== '').join('，');
    return { kind: 'item', code, name: item.name, facts };
  }
  const duty = lists.territorialItems.find((candidate) => candidate.code === code);
  if (!duty) return null;
  const lead = dutiesOf(lists, directory, code, null)?.lead?.name ?? '';
  return { kind: 'duty', code, name: duty.name, facts: lead === '' ? '' : `主要归${lead}管` };
}

/** Domains of both lists in the order of the lists, with how many entries each has. */
export function domainsOf(entries: readonly { domain: string }[]): { name: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { domain } of entries) counts.set(domain, (counts.get(domain) ?? 0) + 1);
  return [...counts].map(([name, count]) => ({ name, count }));
}

/** @param township code, `''` while none is chosen */
export function dutyOf(entry: TerritorialItem, lists: Lists, directory: Directory, township: string) {
  const duties = dutiesOf(lists, directory, entry.code, township === '' ? null : township);
  const names = (refs: readonly OrganRef[] | undefined) => (refs ?? []).map(({ name }) => name);
  const others = duties?.supportingOther ?? null;
  return {
    ...entry,
    leaders: names(duties?.lead ? [duties.lead, ...duties.alsoLead] : []),
    supporting: [...names(duties?.supporting), ...(others === null ? [] : [others])],
  };
}

const PARTS: Record<UnverifiedPart, string> = {
  name: '事项名称',
  legalBasis: '法律依据',
  statutoryLimit: '法定时限',
  promisedLimit: '承诺时限',
  leadDepartment: '主管部门',
  office: '办理地点',
};

/** What nobody has checked yet, in words. */
export const unverifiedText = (parts: readonly string[]): string =>
  parts.map((part) => PARTS[part as UnverifiedPart] ?? part).join('、');
