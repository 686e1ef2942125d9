/**
 * The kinds of notice, and the articles they rest on. Articles stand in `catalogue/law_clocks.csv` (a test holds them
 * together); article 19 of the petition regulation sets no limit and stands in the regulation alone.
 */
import type { CaseKind } from './cases.contract.ts';
import type { NoticeKind } from './notices.contract.ts';

export interface NoticeForm {
  title: string;
  /** What has to have happened, for whoever looks for it too early. */
  needs: string;
}

export const NOTICE_FORMS: Readonly<Record<NoticeKind, NoticeForm>> = {
  acceptance: { title: '受理告知书', needs: '受理以后才能出。' },
  correction: { title: '补正告知书', needs: '请居民补充材料以后才能出。' },
  refusal: { title: '不予受理告知书', needs: '决定不予受理以后才能出。' },
  referral: { title: '转送告知书', needs: '转送以后才能出。' },
  extension: { title: '延期告知书', needs: '延期批准以后才能出。' },
  answer: { title: '答复意见书', needs: '答复以后才能出。' },
  mediation: { title: '调解协议书', needs: '双方达成协议以后才能出。' },
  delivery: { title: '送达回证', needs: '先要有一份文书，才有送达。' },
};

/** `clock_id` of `catalogue/law_clocks.csv` → the article as it stands there. */
export const ARTICLES = {
  C01: '《信访工作条例》第二十二条',
  C02: '《信访工作条例》第二十三条',
  C05: '《信访工作条例》第三十四条',
  C06: '《信访工作条例》第三十五条',
  C12: '《人民调解法》第三十三条',
  C13: '法释〔2011〕5号第四条、第十一条',
  C39: '《山东省政务服务热线管理办法》',
} as const;

/** What a written petition has to say. */
export const PETITION_CONTENT = '《信访工作条例》第十九条';

export const KIND_NAMES: Readonly<Record<CaseKind, string>> = {
  dispute: '矛盾纠纷',
  petition: '信访事项',
  complaint: '投诉',
  report: '举报',
  hazard: '安全隐患',
  consultation: '咨询',
};

/** Of what a citizen wrote, as much as shows which matter it is. */
export const EXCERPT = 200;
