/** What each file of a catalogue must look like. The checker and `catalogue/README.md` go by this table. */

import { SOUND_GROUPS_FILE, SOUND_PARTS } from './sound-groups.rules.ts';

export interface ColumnSpec {
  name: string;
  /** An empty cell is a fault. */
  required?: true;
  /** No two rows may share a value. */
  unique?: true;
  pattern?: RegExp;
  oneOf?: readonly string[];
  /** Several values in one cell, parted by `;`. */
  list?: true;
  /** Every value must be a key of one of these files. */
  refersTo?: readonly string[];
  /** What the cell should hold, in the words of the person who fixes it. */
  expected: string;
}

export interface FileSpec {
  file: string;
  /** Column that other files refer to. */
  key?: string;
  /** A set without this file is complete: it only holds what differs from the default. */
  optional?: true;
  columns: readonly ColumnSpec[];
}

const EVIDENCE = ['source', 'unverified', 'searched', 'searched-general', 'none'];
const DAY_UNITS = ['工作日', '自然日', '月', '即办'];
/** Steps of a call, as in `worker/calls/calls.contract.ts`; compared by a test. */
export const CALL_STEPS = 'dispatch sign plan on-site result support head coordinate rate close'.split(' ');
const WHOLE_NUMBER = /^\d{1,4}$/;

const evidence = (name: string): ColumnSpec => ({
  name,
  required: true,
  oneOf: EVIDENCE,
  expected: `依据核实情况：${EVIDENCE.join('、')} 之一`,
});
const words = (name: string, expected: string): ColumnSpec => ({ name, required: true, expected });
const free = (name: string, expected: string): ColumnSpec => ({ name, expected });
const flag = (name: string, expected: string): ColumnSpec => ({
  name,
  required: true,
  oneOf: ['0', '1'],
  expected: `${expected}:1 是，0 否`,
});
const code = (pattern: RegExp, expected: string, name = 'code'): ColumnSpec => ({
  name,
  required: true,
  unique: true,
  pattern,
  expected,
});
const township = (name: string): ColumnSpec => ({
  name,
  required: true,
  pattern: /^\d{9}$/,
  refersTo: ['divisions.csv'],
  expected: 'divisions.csv 里镇街的 9 位编号',
});
const officeType = (name: string, required?: true): ColumnSpec => ({
  name,
  ...(required && { required }),
  refersTo: ['office_types.csv'],
  expected: 'office_types.csv 里的编号，如 O01',
});
const departments = (name: string, required?: true): ColumnSpec => ({
  name,
  ...(required && { required }),
  list: true,
  refersTo: ['departments.csv'],
  expected: 'departments.csv 里的编号，几个部门用分号隔开，如 M10;M13',
});

/** Words for an entry that has been replaced may stay: they only wait for their cleaning up. */
const LISTS = ['township_items.csv', 'village_items.csv', 'territorial_items.csv', 'replacements.csv'];
const listCode = (name: string, required: true, list?: true): ColumnSpec => ({
  name,
  required,
  ...(list && { list }),
  refersTo: LISTS,
  expected: '事项编号，如 T001、V01 或 D01-001',
});

export const FILES: readonly FileSpec[] = [
  {
    file: 'divisions.csv',
    key: 'code',
    columns: [
      code(/^\d{6}(\d{3}(\d{3})?)?$/, '6 位（市）、9 位（镇街）或 12 位（村）数字编号'),
      words('name', '名称'),
      {
        name: 'kind',
        required: true,
        oneOf: ['city', 'subdistrict', 'town', 'community', 'village'],
        expected: 'city、subdistrict、town、community、village 之一',
      },
      { name: 'parent', required: true, pattern: /^\d{4,9}$/, expected: '上级区划的编号' },
      { name: 'pinyin', pattern: /^[a-z]+$/, expected: '小写拼音，如 xiangcheng' },
      { name: 'longitude', pattern: /^\d{1,3}(\.\d+)?$/, expected: '经度，如 117.00' },
      { name: 'latitude', pattern: /^\d{1,2}(\.\d+)?$/, expected: '纬度，如 35.40' },
      free('coordinate_note', '坐标说明'),
    ],
  },
  {
    file: 'departments.csv',
    key: 'code',
    columns: [
      code(/^M\d{2}$/, 'M 加两位数字，如 M10'),
      words('name', '部门名称'),
      words('kind', '部门类别'),
      { name: 'confidence', required: true, oneOf: ['high', 'medium', 'low'], expected: 'high、medium、low 之一' },
      free('note', '说明'),
    ],
  },
  {
    file: 'office_types.csv',
    key: 'code',
    columns: [
      code(/^O\d{2}$/, 'O 加两位数字，如 O01'),
      words('name', '机构名称'),
      flag('dispatched', '是不是派驻机构'),
    ],
  },
  {
    file: 'township_items.csv',
    key: 'code',
    columns: [
      code(/^T\d{3}$/, 'T 加三位数字，如 T001'),
      words('name', '事项名称'),
      words('domain', '领域'),
      words('item_type', '事项类型'),
      { name: 'item_type_code', required: true, pattern: /^\d{2}$/, expected: '两位数字，如 05' },
      officeType('office_type', true),
      departments('competent_departments', true),
      {
        name: 'township_role',
        required: true,
        oneOf: ['受理审核', '受理转报', '终审办结', '代办帮办', '派驻办理', '受理分流', '受理办理'],
        expected: '受理审核、受理转报、终审办结、代办帮办、派驻办理、受理分流、受理办理 之一',
      },
      { name: 'materials', required: true, list: true, expected: '要带的材料，用分号隔开；不用带写“无”' },
      words('statutory_limit', '法定时限，没有就写“无法定时限”'),
      { name: 'statutory_value', pattern: WHOLE_NUMBER, expected: '整数；没有法定时限就空着' },
      { name: 'statutory_unit', oneOf: DAY_UNITS, expected: `${DAY_UNITS.join('、')} 之一` },
      evidence('statutory_evidence'),
      free('statutory_note', '说明'),
      words('promised_limit', '承诺时限，如 10工作日'),
      { name: 'promised_value', required: true, pattern: WHOLE_NUMBER, expected: '整数' },
      { name: 'promised_unit', required: true, oneOf: DAY_UNITS, expected: `${DAY_UNITS.join('、')} 之一` },
      { name: 'legal_basis', required: true, list: true, expected: '依据，用分号隔开' },
      words('fee', '收费情况，如 不收费'),
      { name: 'aliases', list: true, expected: '群众的叫法，用分号隔开' },
      evidence('name_evidence'),
      evidence('law_evidence'),
    ],
  },
  {
    file: 'village_items.csv',
    key: 'code',
    columns: [
      code(/^V\d{2}$/, 'V 加两位数字，如 V01'),
      words('name', '事项名称'),
      words('domain', '领域'),
      {
        name: 'service_mode',
        required: true,
        oneOf: ['初审公示', '代办', '直接办理', '信息采集', '帮办', '代收转报', '派驻办理', '证明盖章'],
        expected: '初审公示、代办、直接办理、信息采集、帮办、代收转报、派驻办理、证明盖章 之一',
      },
      { name: 'township_item', refersTo: ['township_items.csv'], expected: 'township_items.csv 里的编号，没有就空着' },
      officeType('office_type', true),
      { name: 'materials', required: true, list: true, expected: '要带的材料，用分号隔开；不用带写“无”' },
      words('promised_limit', '多久办好'),
      words('fee', '收费情况，如 不收费'),
      { name: 'aliases', list: true, expected: '群众的叫法，用分号隔开' },
      evidence('name_evidence'),
    ],
  },
  {
    file: 'territorial_items.csv',
    key: 'code',
    columns: [
      code(/^D\d{2}-\d{3}$/, 'D 加领域号、横线、三位数字，如 D01-001'),
      { name: 'domain_no', required: true, pattern: /^\d{1,2}$/, expected: '领域号，1 到 16' },
      words('domain', '领域'),
      words('name', '事项名称'),
      departments('lead_departments', true),
      words('lead_duty', '主体责任'),
      words('cooperating', '配合单位，镇街写 township'),
      words('cooperating_duty', '配合责任'),
      departments('supporting_departments'),
      free('supporting_other', '其他配合单位'),
      { name: 'legal_basis', required: true, list: true, expected: '依据，用分号隔开' },
      evidence('law_evidence'),
      evidence('lead_evidence'),
    ],
  },
  {
    file: 'power_items.csv',
    key: 'code',
    columns: [
      code(/^P\d{3}$/, 'P 加三位数字，如 P001'),
      words('category', '权力类别'),
      { name: 'category_code', required: true, pattern: /^\d{2}$/, expected: '两位数字，如 01' },
      words('name', '事项名称'),
      { name: 'legal_basis', required: true, list: true, expected: '依据，用分号隔开' },
      words('office', '承办机构'),
      flag('applies_town', '镇有没有这一项'),
      flag('applies_subdistrict', '街道有没有这一项'),
      evidence('law_evidence'),
    ],
  },
  {
    file: 'proof_negative_list.csv',
    columns: [
      code(/^\d{1,2}$/, '序号', 'seq'),
      words('proof_name', '证明名称'),
      words('evidence', '依据核实情况'),
      words('where_instead', '应当去哪里办'),
      words('where_evidence', '去处的核实情况'),
    ],
  },
  {
    file: 'law_clocks.csv',
    columns: [
      code(/^C\d{2}$/, 'C 加两位数字，如 C01', 'clock_id'),
      words('matter', '哪一类事'),
      words('step', '哪一步'),
      { name: 'days', pattern: WHOLE_NUMBER, expected: '整数' },
      free('unit', '单位'),
      free('start_event', '从什么时候起算'),
      words('who', '谁来做'),
      free('extension', '能不能延长'),
      free('consequence_or_note', '说明'),
      words('source', '依据'),
      words('evidence', '依据核实情况'),
    ],
  },
  {
    file: 'calendar.csv',
    columns: [
      code(/^\d{4}-\d{2}-\d{2}$/, '日期，写成 2026-01-01 这样；表格软件会改成 2026/1/1，先把这一列设成文本', 'day'),
      {
        name: 'kind',
        required: true,
        oneOf: ['holiday', 'make-up-workday'],
        expected: 'holiday（放假）、make-up-workday（调休上班）之一',
      },
      words('name', '节日名称，照通知写，如 国庆节'),
      words('source', '国务院办公厅哪一年的通知'),
    ],
  },
  {
    file: 'call_limits.csv',
    optional: true,
    columns: [
      {
        name: 'kind',
        required: true,
        oneOf: ['ordinary', 'urgent', 'joint'],
        expected: 'ordinary（普通）、urgent（紧急）、joint（联合执法）之一',
      },
      { name: 'step', required: true, oneOf: CALL_STEPS, expected: `${CALL_STEPS.join('、')} 之一，见 docs/desk.md` },
      { name: 'amount', required: true, pattern: /^[1-9]\d{0,3}$/, expected: '1 到 9999 的整数' },
      {
        name: 'unit',
        required: true,
        oneOf: ['minutes', 'hours', 'working-days'],
        expected: 'minutes（分钟）、hours（小时）、working-days（工作日）之一',
      },
      {
        name: 'effective_from',
        required: true,
        pattern: /^\d{4}-\d{2}-\d{2}$/,
        expected: '从哪天起，写成 2026-01-01 这样',
      },
      {
        name: 'source',
        required: true,
        oneOf: ['configuration'],
        expected: 'configuration：是本市自己定的，不是法定时限',
      },
    ],
  },
  {
    file: 'offices.csv',
    optional: true,
    columns: [
      township('township'),
      officeType('office_type', true),
      free('name', '本镇街自己的叫法，不写镇街名'),
      { ...officeType('merged_into'), expected: '并入哪个机构:office_types.csv 里的编号，没有合并就空着' },
      { name: 'closed', oneOf: ['0', '1'], expected: '撤了写 1，没撤写 0 或空着' },
      free('place', '地点'),
      free('hours', '办公时间'),
      free('phone', '电话'),
      words('source', '依据（哪份文件）'),
    ],
  },
  {
    file: 'item_offices.csv',
    optional: true,
    columns: [
      township('township'),
      {
        name: 'item',
        required: true,
        refersTo: ['township_items.csv', 'village_items.csv'],
        expected: '事项编号，如 T001 或 V01',
      },
      officeType('office_type', true),
      words('source', '依据（哪份文件）'),
    ],
  },
  {
    file: 'item_guides.csv',
    optional: true,
    columns: [
      {
        ...code(/^[TV]\d{2,3}$/, '事项编号，如 T001 或 V01'),
        refersTo: ['township_items.csv', 'village_items.csv'],
      },
      { name: 'in_person', required: true, oneOf: ['yes', 'no'], expected: '要本人去写 yes，不用写 no' },
      words('in_person_basis', '依据（哪部法第几条）'),
    ],
  },
  {
    file: 'replacements.csv',
    key: 'retired',
    optional: true,
    columns: [
      code(/^[A-Z]\d{2,3}(-\d{3})?$|^\d{9}(\d{3})?$/, '取消了的编号', 'retired'),
      free('replaced_by', '接替它的编号，没有就空着'),
      words('reason', '为什么取消'),
    ],
  },
  {
    file: 'sites.csv',
    optional: true,
    columns: [
      code(/^[1-9]\d{0,5}$/, '网站的编号，整数，定了就不再改', 'id'),
      words('name', '网站的名称'),
      {
        name: 'township',
        pattern: /^\d{9}$/,
        refersTo: ['divisions.csv'],
        expected: 'divisions.csv 里镇街的 9 位编号，全市的网站就空着',
      },
      words('origins', '网站的源，几个用空格隔开，如 https://www.example.cn'),
      words('owner', '谁管这个网站（单位或岗位）'),
      { name: 'verify_by', pattern: /^\d{4}-\d{2}-\d{2}$/, expected: '哪天以前再核对一次，如 2027-06-30；没有就空着' },
    ],
  },
  {
    file: 'search/keywords.csv',
    optional: true,
    columns: [
      listCode('code', true),
      { name: 'keyword', required: true, pattern: /^.{2,8}$/u, expected: '群众的叫法，2 到 8 个字' },
      {
        name: 'kind',
        required: true,
        oneOf: ['alias', 'old-name', 'dialect', 'symptom', 'object', 'person', 'place'],
        expected: 'alias 叫法、old-name 旧称、dialect 方言、symptom 症状、object 东西、person 人、place 地方 之一',
      },
      words('reason', '为什么归这一项'),
    ],
  },
  {
    file: 'search/phrases.csv',
    optional: true,
    columns: [listCode('code', true), words('phrase', '群众会怎么问，一句一行')],
  },
  {
    file: 'search/emergencies.csv',
    optional: true,
    columns: [
      { ...words('expression', '正在出事的说法；几个词用空格隔开'), unique: true },
      { name: 'dial', required: true, oneOf: ['110', '119', '120'], expected: '110、119、120 之一' },
      words('kind', '哪一类'),
      words('reason', '为什么'),
    ],
  },
  {
    file: 'search/emergency_phrases.csv',
    optional: true,
    columns: [
      { name: 'dial', required: true, oneOf: ['110', '119', '120'], expected: '110、119、120 之一' },
      words('kind', '哪一类，与 emergencies.csv 的 kind 用同样的词'),
      words('phrase', '正在出事的人会怎么说，一句一行'),
    ],
  },
  {
    file: 'search/calm.csv',
    optional: true,
    columns: [{ ...words('word', '有了它就不是正在出事的词'), unique: true }, words('reason', '为什么')],
  },
  {
    file: 'search/elsewhere.csv',
    key: 'topic',
    optional: true,
    columns: [
      { ...words('topic', '不归镇街办的事'), unique: true },
      { name: 'words', required: true, list: true, expected: '群众的叫法，用分号隔开' },
      free('where', '该去哪里；不知道就空着'),
      words('reason', '为什么不归镇街'),
    ],
  },
  {
    file: 'search/elsewhere_phrases.csv',
    optional: true,
    columns: [
      { name: 'topic', required: true, refersTo: ['search/elsewhere.csv'], expected: 'elsewhere.csv 里的 topic' },
      words('phrase', '群众会怎么问，一句一行'),
    ],
  },
  {
    file: 'search/events.csv',
    optional: true,
    columns: [
      { ...words('event', '一件事的名称'), unique: true },
      { name: 'words', required: true, list: true, expected: '群众的说法，用分号隔开；几个词都要有的，用空格隔开' },
      listCode('codes', true, true),
      words('reason', '为什么是一件事'),
    ],
  },
  {
    file: SOUND_GROUPS_FILE,
    optional: true,
    columns: [
      { name: 'part', required: true, oneOf: SOUND_PARTS, expected: `${SOUND_PARTS.join('、')} 之一` },
      { name: 'sounds', required: true, list: true, expected: '群众分不清的音，用分号隔开，如 zh;z' },
      words('reason', '为什么分不清'),
    ],
  },
];
