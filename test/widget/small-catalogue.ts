import { EMBED_FORMAT, type EmbedGuides, type EmbedIndex, type EmbedMore, type EmbedSounds } from '#catalogue/embed';
import { SERVICE_ROLES, unverifiedBits } from '#lists/rules';
import { encodePositions } from '#search/hints';
import { alarmCellsOf } from '../../worker/search/alarm.rules.ts';

/** Hears that 怕漏电 may be an emergency, and nothing else. */
const PERHAPS = {
  cells: `     ${encodePositions(alarmCellsOf('怕漏电').sort((a, b) => a - b))}`,
  scale: 0.63,
  bias: -6,
  dials: '',
};

/** Two townships, some township items, one village item and two entries of the territorial list. */
export function anIndex(change: Partial<EmbedIndex> = {}): EmbedIndex {
  return {
    format: EMBED_FORMAT,
    release: 'r1',
    dataset: { name: '演示目录', status: 'demonstration', version: '1' },
    townships: [
      ['370883101', '香城镇', 'xiangcheng'],
      ['370883102', '城前镇', 'chengqian'],
    ],
    offices: ['社会事务办公室', '派出所(派驻)', '村(社区)便民服务站'],
    officeNames: { 370883102: { 0: '民生保障办公室' } },
    itemOffices: { 370883102: { T002: -1 } },
    domains: ['民政', '公安户政', '残疾人服务'],
    items: {
      code: ['T001', 'T002', 'T003', 'T004', 'T005', 'T006', 'T007', 'V01'],
      name: [
        '最低生活保障审核确认',
        '居民身份证申领换领补领',
        '养犬登记',
        '残疾人证新办',
        '残疾人证换领',
        '残疾人证注销',
        '户口注销登记',
        '最低生活保障申请代办',
      ],
      words: [
        '低保;吃低保||',
        '身份证|身份证丢了|',
        '狗证;养狗||',
        '办残疾证||',
        '残疾证到期||',
        '||',
        '销户||人没了',
        '||',
      ],
      lift: [0, 0, 0, 10, 0, 0, 0, 0],
      office: [0, 1, 1, 0, 0, 0, 1, 2],
      domain: [0, 1, 1, 2, 2, 2, 1, 0],
      papers: [2, 0, 1, 1, 1, 1, 1, 1],
      promised: ['25工作日', '即办', '10日', '10日', '10日', '10日', '即办', '5工作日内报镇街'],
    },
    ...change,
  };
}

export function theRest(change: Partial<EmbedMore> = {}): EmbedMore {
  return {
    release: 'r1',
    hints: { items: '', territorial: '' },
    territorial: {
      code: ['D16-098', 'D06-041'],
      name: ['养犬管理和流浪犬处置', '火灾隐患巡查'],
      words: ['流浪狗;狗咬人;没拴绳||', '消防通道||着火'],
      lift: [0, 0],
      lead: ['市公安局、市综合行政执法局', ''],
    },
    knowledge: {
      emergencies: [
        ['119', '着火了;煤气漏了||着火|', 0],
        ['110', '打人了||', 0],
        ['120', '喝农药了||', 0],
      ],
      hints: '',
      alarm: PERHAPS,
      calm: ['预防', '以前'],
      elsewhere: [
        ['出国护照', '市公安局出入境管理窗口', '护照;办护照||', 0],
        ['天气', '', '天气||', 0],
      ],
      proofs: [['亲属关系证明', '户口簿/公安派出所/公证机构', ['亲属 证明', '证明我妈是我妈']]],
      events: [['家里老人去世', ['老伴走了'], ['T007', 'T006', 'D16-098', 'T999']]],
    },
    ...change,
  };
}

export const someSounds: EmbedSounds = {
  more: { di: '低地弟', bao: '保宝报', gou: '狗够', zheng: '证正政', shen: '身申', fen: '份分' },
};

export function someGuides(change: Partial<EmbedGuides> = {}): EmbedGuides {
  const role = (name: (typeof SERVICE_ROLES)[number]) => SERVICE_ROLES.indexOf(name);
  return {
    release: 'r1',
    departments: ['市民政局', '市公安局'],
    itemTypes: ['行政给付'],
    items: {
      materials: ['身份证;户口簿', '', '犬只照片', '照片', '照片', '照片', '死亡证明', '申请书'],
      statutory: ['30工作日', '60日', ...Array(6).fill('无法定时限')],
      legalBasis: ['《社会救助暂行办法》第十一条;《最低生活保障审核确认办法》', ...Array(7).fill('')],
      fee: ['不收费', '', ...Array(6).fill('不收费')],
      role: [role('受理审核'), ...Array(6).fill(role('派驻办理')), role('代办')],
      departments: [[0], [1], [1], [0], [0], [0], [1], []],
      itemType: [0, 0, 0, 0, 0, 0, 0, -1],
      inPerson: [-1, 1, 0, 0, 0, 0, 0, -1],
      inPersonBasis: ['', '《居民身份证法》第三条', ...Array(6).fill('')],
      unverified: [unverifiedBits(['statutoryLimit', 'promisedLimit']), ...Array(6).fill(0), unverifiedBits(['name'])],
      leadsTo: [...Array(7).fill(''), 'T001'],
    },
    territorial: {
      domain: ['城市管理', '应急管理'],
      leadDuty: ['养犬登记和伤人处置', '火灾隐患监督检查'],
      cooperatingDuty: ['巡查、劝导、报告', '巡查、报告'],
      supporting: ['市农业农村局', ''],
      legalBasis: ['《动物防疫法》第三十条', ''],
      unverified: [unverifiedBits(['leadDepartment']), 0],
    },
    officeContacts: { '370883101-0': { place: '便民服务中心一楼', hours: '', phone: '12345' } },
    ...change,
  };
}
