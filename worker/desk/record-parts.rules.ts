// Pure. What of a record somebody has to look at, part by part.

import type { ListedRecord } from '../catalogue/records.rules.ts';
import type { DeskContent } from './desk.contract.ts';

type Part = readonly [title: string, text: string];

const UNVERIFIED: Readonly<Record<string, string>> = {
  name: '名称',
  legalBasis: '依据',
  statutoryLimit: '法定时限',
  promisedLimit: '承诺时限',
  office: '机构',
  leadDepartment: '主责部门',
};
const doubtful = (parts: readonly string[]): Part => [
  '还没有依据核实的',
  parts.map((part) => UNVERIFIED[part] ?? part).join('、'),
];

/** Empty for a record that is on no list any more. */
export function partsOfRecord({ kind, record }: ListedRecord, { lists, directory }: DeskContent): Part[] {
  const code = record.slice(kind.length + 1);
  const departments = (codes: readonly string[]) =>
    codes.map((own) => directory.departments.find((one) => one.code === own)?.name ?? own).join('、');
  if (kind === 'office') {
    const office = directory.offices.find(({ id }) => id === code);
    return office
      ? [
          ['名称', office.name],
          ['地点', office.place ?? ''],
          ['办公时间', office.hours ?? ''],
          ['电话', office.phone ?? ''],
        ]
      : [];
  }
  if (kind === 'item') {
    const item = lists.serviceItems.find((one) => one.code === code);
    return item
      ? [
          ['名称', item.name],
          ['领域', item.domain],
          ['主管部门', departments(item.departmentCodes)],
          ['怎么办', item.role],
          ['材料', item.materials.join('；')],
          ['法定时限', item.statutoryText ?? ''],
          ['承诺时限', item.promisedText],
          ['收费', item.fee],
          ['依据', item.legalBasis.join('；')],
          doubtful(item.unverified),
        ]
      : [];
  }
  if (kind === 'territorial') {
    const entry = lists.territorialItems.find((one) => one.code === code);
    return entry
      ? [
          ['名称', entry.name],
          ['领域', entry.domain],
          ['主责部门', departments(entry.leadDepartmentCodes)],
          ['主体责任', entry.leadDuty],
          ['配合责任', entry.cooperatingDuty],
          ['协助部门', departments(entry.supportingDepartmentCodes)],
          ['依据', entry.legalBasis.join('；')],
          doubtful(entry.unverified),
        ]
      : [];
  }
  const power = lists.powerItems.find((one) => one.code === code);
  return power
    ? [
        ['名称', power.name],
        ['类别', power.category],
        ['承办机构', power.office],
        ['依据', power.legalBasis.join('；')],
        doubtful(power.unverified),
      ]
    : [];
}
