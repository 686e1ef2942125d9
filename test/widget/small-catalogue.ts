import type { EmbedGuides, EmbedIndex } from '#catalogue/embed';
import { SERVICE_ROLES, unverifiedBits } from '#lists/rules';

/** Two townships, three township items, one village item and one entry of the territorial list. */
export function anIndex(change: Partial<EmbedIndex> = {}): EmbedIndex {
  return {
    format: 1,
    release: 'r1',
    dataset: { name: '演示目录', status: 'demonstration', version: '1' },
    townships: [
      ['370883101', '香城镇', 'xiangcheng'],
      ['370883102', '城前镇', 'chengqian'],
    ],
    offices: ['社会事务办公室', '派出所(派驻)', '村(社区)便民服务站'],
    officeNames: { 370883102: { 0: '民生保障办公室' } },
    itemOffices: { 370883102: { T002: -1 } },
    domains: ['民政', '公安户政'],
    items: {
      code: ['T001', 'T002', 'T003', 'V01'],
      name: ['最低生活保障审核确认', '居民身份证申领换领补领', '养犬登记', '最低生活保障申请代办'],
      aliases: ['低保;吃低保', '身份证丢了', '狗证', ''],
      initials: ['zdshbzshqr;db;cdb', 'jmsfzslhlbl;sfzdl', 'yqdj;gz', 'zdshbzsqdb'],
      office: [0, 1, 1, 2],
      domain: [0, 1, 1, 0],
      papers: [2, 0, 1, 1],
      promised: ['25工作日', '即办', '10日', '5工作日内报镇街'],
    },
    territorial: {
      code: ['D16-098'],
      name: ['养犬管理和流浪犬处置'],
      initials: ['yqglhllqcz'],
      lead: ['市公安局、市综合行政执法局'],
    },
    ...change,
  };
}

export function someGuides(change: Partial<EmbedGuides> = {}): EmbedGuides {
  const role = (name: (typeof SERVICE_ROLES)[number]) => SERVICE_ROLES.indexOf(name);
  return {
    release: 'r1',
    departments: ['市民政局', '市公安局'],
    itemTypes: ['行政给付'],
    items: {
      materials: ['身份证;户口簿', '', '犬只照片', '申请书'],
      statutory: ['30工作日', '60日', '无法定时限', '无法定时限'],
      legalBasis: ['《社会救助暂行办法》第十一条;《最低生活保障审核确认办法》', '', '', ''],
      fee: ['不收费', '', '不收费', '不收费'],
      role: [role('受理审核'), role('派驻办理'), role('派驻办理'), role('代办')],
      departments: [[0], [1], [1], []],
      itemType: [0, 0, 0, -1],
      inPerson: [-1, 1, 0, -1],
      inPersonBasis: ['', '《居民身份证法》第三条', '', ''],
      unverified: [unverifiedBits(['statutoryLimit', 'promisedLimit']), 0, 0, unverifiedBits(['name'])],
      leadsTo: ['', '', '', 'T001'],
    },
    territorial: {
      domain: ['城市管理'],
      leadDuty: ['养犬登记和伤人处置'],
      cooperatingDuty: ['巡查、劝导、报告'],
      supporting: ['市农业农村局'],
      legalBasis: ['《动物防疫法》第三十条'],
      unverified: [unverifiedBits(['leadDepartment'])],
    },
    officeContacts: { '370883101-0': { place: '便民服务中心一楼', hours: '', phone: '12345' } },
    ...change,
  };
}
