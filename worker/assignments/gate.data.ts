/** Why the gate says no, in words that people can act on. The order is that in which they are looked at. */
import type { Condition } from './assignments.contract.ts';

export interface GateRule {
  title: string;
  /** Of the regulation on township governments of Shandong province, or of the city's method. */
  basis: string;
  howToApply: string;
}

const ON_LIST = '对照属地管理清单、权责清单选一项，再提。';
const EXCEPTION =
  '确实是阶段性、临时性的工作：先报市政府批准，写明批准文号和批准机关、起止日期、主体责任和配合责任，带上经费、人员、技术指导、培训四项保障，再提。';

export const GATE_RULES = {
  'village-committee': {
    title: '村（居）民委员会不能作责任主体。',
    basis: '《山东省乡镇人民政府工作条例》第二十四条',
    howToApply: '责任主体写部门或镇街；村里只做代办、帮办、初审。',
  },
  'not-a-township': {
    title: '承接的不是本市的镇街。',
    basis: '属地管理事项准入制度',
    howToApply: '从本市 16 个镇街里选。',
  },
  term: {
    title: '起止日期不对：要有起有止，止不能早于起。',
    basis: '《山东省乡镇人民政府工作条例》第四条',
    howToApply: '写清哪天起、哪天止，再提。',
  },
  expired: {
    title: '期限已经过了，不能再交给镇街。',
    basis: '《山东省乡镇人民政府工作条例》第四条',
    howToApply: '还要做的，重新报批，写新的起止日期，再提。',
  },
  'lead-stays': {
    title: '这一项的主体责任在部门，不能交给镇街；镇街只有配合责任。',
    basis: '属地管理清单',
    howToApply: '部门牵头，镇街承担的写成配合责任，再提。',
  },
  'not-your-entry': {
    title: '清单这一项不归贵单位牵头。',
    basis: '属地管理清单、权责清单',
    howToApply: '请清单上的牵头单位提；或者换成归贵单位牵头的一项。',
  },
  'not-this-township': {
    title: '清单这一项不适用于所选的镇街。',
    basis: '权责清单、政务服务事项清单',
    howToApply: '镇和街道的权责不一样，只选这一项适用的，再提。',
  },
  'not-on-list': {
    title: '不在清单里的工作，不能交给镇街。',
    basis: '《山东省乡镇人民政府工作条例》第四条',
    howToApply: `${ON_LIST}${EXCEPTION}`,
  },
  'own-approval': {
    title: '批准机关不能是提出的部门自己。',
    basis: '《山东省乡镇人民政府工作条例》第四条',
    howToApply: '报市政府批准，写市政府的批准文号，再提。',
  },
  'conditions-missing': {
    title: '清单外的工作，该写明的没有写全。',
    basis: '《山东省乡镇人民政府工作条例》第四条',
    howToApply: EXCEPTION,
  },
  decided: {
    title: '统筹办没有同意。',
    basis: '属地管理事项准入制度',
    howToApply: '按统筹办写的理由改好，再提。',
  },
} as const satisfies Record<string, GateRule>;
export type GateRuleName = keyof typeof GATE_RULES;

export const CONDITION_TITLES: Readonly<Record<Condition, string>> = {
  approvalNumber: '批准文号',
  approvingBody: '批准机关',
  leadDuty: '主体责任（谁牵头、做什么）',
  cooperatingDuty: '配合责任（镇街做什么）',
  funds: '经费保障',
  staffing: '人员保障',
  guidance: '技术指导',
  training: '培训',
};
