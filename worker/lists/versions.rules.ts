// Pure. What changed between two versions of a list.

import type { PowerItem, TerritorialItem } from './lists.contract.ts';
import type { FieldChange, ListKind, VersionDifference } from './versions.contract.ts';

export type ListEntry = TerritorialItem | PowerItem;

type Title = Readonly<Record<string, string>>;
const TITLES: Readonly<Record<ListKind, Title>> = {
  territorial: {
    domainNumber: '领域序号',
    domain: '领域',
    name: '名称',
    leadDepartmentCodes: '主责部门',
    leadDuty: '主体责任',
    cooperating: '配合单位',
    cooperatingDuty: '配合责任',
    supportingDepartmentCodes: '协助部门',
    supportingOther: '其他协助单位',
    legalBasis: '依据',
    unverified: '没有核对过的',
  },
  power: {
    category: '类别',
    categoryCode: '类别编号',
    name: '名称',
    legalBasis: '依据',
    office: '承办机构',
    appliesToTowns: '镇',
    appliesToSubdistricts: '街道',
    unverified: '没有核对过的',
  },
};

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function changesOf(kind: ListKind, before: ListEntry, after: ListEntry): FieldChange[] {
  const [was, is] = [before, after].map((entry) => entry as unknown as Record<string, FieldChange['before']>);
  return Object.entries(TITLES[kind]).flatMap(([field, title]) =>
    same(was?.[field], is?.[field]) ? [] : [{ field, title, before: was?.[field] ?? null, after: is?.[field] ?? null }],
  );
}

/** Entries are told apart by their codes, and come in the order of them. */
export function compareVersions(
  kind: ListKind,
  before: readonly ListEntry[],
  after: readonly ListEntry[],
): VersionDifference {
  const [was, is] = [before, after].map((rows) => new Map(rows.map((entry) => [entry.code, entry])));
  const named = ({ code, name }: ListEntry) => ({ code, name });
  return {
    added: after.filter(({ code }) => !was?.has(code)).map(named),
    changed: after.flatMap((entry) => {
      const earlier = was?.get(entry.code);
      const changes = earlier ? changesOf(kind, earlier, entry) : [];
      return changes.length === 0 ? [] : [{ ...named(entry), changes }];
    }),
    retired: before.filter(({ code }) => !is?.has(code)).map(named),
  };
}
