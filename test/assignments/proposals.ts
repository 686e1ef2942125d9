/** A small world for the gate: two townships, two departments, one entry of each list. */
import type { Proposal } from '../../worker/assignments/assignments.contract.ts';
import type { GateWorld } from '../../worker/assignments/gate.rules.ts';
import type { Division } from '../../worker/directory/directory.contract.ts';
import type { PowerItem, ServiceItem, TerritorialItem } from '../../worker/lists/lists.contract.ts';

export const [TOWN, STREET, VILLAGE] = ['370883107', '370883001', '370883107201'];
const place = (code: string, name: string, kind: Division['kind'], parentCode: string): Division => ({
  code,
  name,
  kind,
  parentCode,
  pinyin: null,
  longitude: null,
  latitude: null,
  coordinateNote: null,
});
const department = (code: string, name: string) => ({
  code,
  name,
  kind: '政府部门',
  confidence: 'high' as const,
  note: '',
});
const matter: TerritorialItem = {
  code: 'D04-001',
  domainNumber: 4,
  domain: '生态环保',
  name: '秸秆禁烧',
  leadDepartmentCodes: ['M17'],
  leadDuty: '执法查处',
  cooperating: 'township',
  cooperatingDuty: '巡查、报告',
  supportingDepartmentCodes: ['M14'],
  supportingOther: null,
  legalBasis: [],
  unverified: [],
};
const power: PowerItem = {
  code: 'P001',
  category: '行政许可',
  categoryCode: '01',
  name: '宅基地审批',
  legalBasis: [],
  office: '规划建设办公室',
  appliesToTowns: true,
  appliesToSubdistricts: false,
  unverified: [],
};

export const gateWorld: GateWorld = {
  directory: {
    divisions: [
      place(TOWN, '太平镇', 'town', '370883'),
      place(STREET, '钢山街道', 'subdistrict', '370883'),
      place(VILLAGE, '某村', 'village', TOWN),
    ],
    departments: [department('M17', '市生态环境局'), department('M14', '市自然资源局')],
    officeTypes: [{ code: 'O01', name: '社会事务办公室', dispatched: false }],
    offices: [
      {
        id: `${TOWN}-O01`,
        townshipCode: TOWN,
        officeTypeCode: 'O01',
        name: '社会事务办公室',
        mergedIntoId: null,
        closed: false,
        place: null,
        hours: null,
        phone: null,
      },
    ],
  },
  lists: {
    serviceItems: [
      { code: 'T001', name: '低保', level: 'township', departmentCodes: ['M14'], role: '受理审核' } as ServiceItem,
    ],
    itemOffices: [{ townshipCode: TOWN, itemCode: 'T001', officeId: `${TOWN}-O01` }],
    territorialItems: [matter],
    powerItems: [power],
    negativeProofs: [],
    retired: [],
    versions: { territorial: 2, power: 1 },
  },
};

export const TODAY = '2026-11-23';
/** On the list: the department leads, the township is asked to help. */
export const listed = (more: Partial<Proposal> = {}): Proposal => ({
  department: 'M17',
  title: '秋季秸秆禁烧巡查',
  what: '每天巡查一次，发现了报告。',
  kind: 'listed',
  entryCode: 'D04-001',
  asked: 'cooperating',
  bodies: [TOWN],
  startDay: '2026-11-23',
  endDay: '2026-12-31',
  approvalNumber: '',
  approvingBody: '',
  leadDuty: '',
  cooperatingDuty: '',
  funds: '',
  staffing: '',
  guidance: '',
  training: '',
  ...more,
});
/** Off the list, with all that art. 4 asks for. */
export const temporary = (more: Partial<Proposal> = {}): Proposal =>
  listed({
    title: '统计沿街门牌',
    kind: 'temporary',
    entryCode: '',
    approvalNumber: '政办字 1 号',
    approvingBody: '市人民政府',
    leadDuty: '本部门牵头，汇总和核对。',
    cooperatingDuty: '镇街配合，提供名单。',
    funds: '每个镇街一笔专项经费。',
    staffing: '派两名工作人员。',
    guidance: '每周到场指导。',
    training: '开始前培训一次。',
    ...more,
  });
