import { describe, expect, it } from 'vitest';
import type { Directory } from '../../worker/directory/directory.contract.ts';
import { bodiesOf, type DutyLists, dutiesOf, leads } from '../../worker/lists/duties.rules.ts';
import type { ServiceItem, TerritorialItem } from '../../worker/lists/lists.contract.ts';
import { compareVersions } from '../../worker/lists/versions.rules.ts';

const TOWN = '370883108';
const entry = (code: string, more: Partial<TerritorialItem> = {}): TerritorialItem => ({
  code,
  domainNumber: 4,
  domain: '生态环保',
  name: '水污染防治',
  leadDepartmentCodes: ['M17'],
  leadDuty: '执法查处',
  cooperating: 'township',
  cooperatingDuty: '巡查、报告',
  supportingDepartmentCodes: ['M14'],
  supportingOther: null,
  legalBasis: [],
  unverified: [],
  ...more,
});
const directory: Directory = {
  divisions: [
    {
      code: TOWN,
      name: '太平镇',
      kind: 'town',
      parentCode: '370883',
      pinyin: null,
      longitude: null,
      latitude: null,
      coordinateNote: null,
    },
    {
      code: '370883108201',
      name: '某村',
      kind: 'village',
      parentCode: TOWN,
      pinyin: null,
      longitude: null,
      latitude: null,
      coordinateNote: null,
    },
  ],
  departments: [
    { code: 'M17', name: '市生态环境局', kind: '政府部门', confidence: 'high', note: '' },
    { code: 'M14', name: '市自然资源局', kind: '政府部门', confidence: 'high', note: '' },
  ],
  officeTypes: [{ code: 'O01', name: '便民服务中心', dispatched: false }],
  offices: [
    {
      id: `${TOWN}-O01`,
      townshipCode: TOWN,
      officeTypeCode: 'O01',
      name: '便民服务中心',
      mergedIntoId: null,
      closed: false,
      place: null,
      hours: null,
      phone: null,
    },
  ],
};
const lists: DutyLists = {
  serviceItems: [{ code: 'T001', name: '低保', role: '受理审核', departmentCodes: ['M14'] } as ServiceItem],
  itemOffices: [{ townshipCode: TOWN, itemCode: 'T001', officeId: `${TOWN}-O01` }],
  territorialItems: [
    entry('D04-001'),
    entry('D04-002', { leadDepartmentCodes: ['M17', 'M99'], supportingOther: '市人民法院' }),
  ],
  versions: { territorial: 3, power: 1 },
};

describe('who has which duty', () => {
  it('the department leads, the township cooperates, others support, by the entry of this version', () => {
    const duties = dutiesOf(lists, directory, 'D04-001', TOWN);
    expect(duties).toMatchObject({
      entry: { code: 'D04-001', version: 3, list: 'territorial' },
      lead: { organ: 'DM17', name: '市生态环境局' },
      cooperating: [{ organ: `T${TOWN}`, name: '太平镇' }],
      supporting: [{ organ: 'DM14' }],
    });
    expect(duties && bodiesOf(duties).map(({ organ }) => organ)).toEqual(['DM17', `T${TOWN}`, 'DM14']);
    expect(duties && [leads(duties, 'DM17'), leads(duties, 'DM14'), leads(duties, `T${TOWN}`)]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('a department that the directory does not know keeps its duty', () => {
    expect(dutiesOf(lists, directory, 'D04-002', TOWN)).toMatchObject({
      alsoLead: [{ organ: 'DM99', name: 'M99' }],
      supportingOther: '市人民法院',
    });
  });

  it('a service item is led by its office in the township, and by nobody where no township is named', () => {
    expect(dutiesOf(lists, directory, 'T001', TOWN)).toMatchObject({
      entry: { version: 0 },
      lead: { organ: `O${TOWN}-O01`, name: '太平镇便民服务中心' },
      supporting: [{ organ: 'DM14' }],
    });
    expect(dutiesOf(lists, directory, 'T001', null)?.lead).toBeNull();
  });

  it('a village is never named, whatever is asked for', () => {
    expect(dutiesOf(lists, directory, 'D04-001', '370883108201')?.cooperating).toEqual([]);
    expect(dutiesOf(lists, directory, 'X', TOWN)).toBeNull();
  });
});

describe('two versions', () => {
  it('differ by what was added, changed field by field, and retired', () => {
    const before = [entry('D04-001'), entry('D04-002')];
    const after = [entry('D04-001', { leadDepartmentCodes: ['M20'] }), entry('D04-003')];
    expect(compareVersions('territorial', before, after)).toEqual({
      added: [{ code: 'D04-003', name: '水污染防治' }],
      changed: [
        {
          code: 'D04-001',
          name: '水污染防治',
          changes: [{ field: 'leadDepartmentCodes', title: '主责部门', before: ['M17'], after: ['M20'] }],
        },
      ],
      retired: [{ code: 'D04-002', name: '水污染防治' }],
    });
    expect(compareVersions('territorial', before, before)).toEqual({ added: [], changed: [], retired: [] });
  });
});
