/** One complete, valid body for each write; the API document shows them and a test sends them. */
import { NOTICE_VERSION, type Submission } from './cases.contract.ts';

export const EXAMPLE_SUBMISSION: Submission = {
  kind: 'report',
  petitionKind: null,
  township: '370883101',
  village: null,
  place: '村东头河边',
  text: '有个厂子夜里往河里排黑水，气味很重，已经一个多月了。',
  wish: '请查一查，让它停下来。',
  territorialCode: null,
  itemCode: null,
  about: { offices: [], departments: [], persons: '' },
  identity: 'named',
  person: { name: '演示人', phone: '13800000000', address: '' },
  group: 1,
  consent: { notice: NOTICE_VERSION, sensitive: true, guardian: false },
  source: 'api',
  site: null,
};
export const EXAMPLE_KEY = '0b0e7a52-6c3f-4a0e-9d5b-2f1f6f1f7c11';
export const EXAMPLE_LOOKUP = { receiptNumber: '0000-0000', lookupCode: '0000-0000-0000' };
export const EXAMPLE_SUPPLEMENT = { text: '昨天夜里又排了一次，我拍了照片。' };
export const EXAMPLE_WITHDRAW = { reason: '已经解决了，谢谢。' };
export const EXAMPLE_REJECT = { reason: '答复里没有说什么时候停排。' };
export const EXAMPLE_RATE = { level: 4, text: '办得挺快。' };
export const EXAMPLE_DELETION = { reason: '不想再留着我的电话。' };
/** Of the right form; only the browser that sealed a draft has one that opens. */
export const EXAMPLE_DRAFT = { sealed: 'd1.dev.BAAA.AAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAA' };
