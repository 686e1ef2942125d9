/** The words of the intake: choices as people say them. */
import type { CaseKind, Identity, PetitionKind } from '../cases/cases.contract.ts';
import type { Step } from './intake.contract.ts';

/** The heading of a page is its question. */
export const QUESTIONS: Record<Exclude<Step, 'notice'>, string> = {
  kind: '您要说的是哪一种事？',
  petition: '更像下面哪一种？',
  what: '出了什么事？',
  town: '发生在哪个镇街？',
  place: '具体在哪里？（选填）',
  about: '说的是哪个单位、哪个人？（选填）',
  match: '您说的是不是这一类事？',
  group: '是您一个人的事，还是大家的事？',
  identity: '要不要留姓名？',
  person: '怎么联系您？',
  check: '请看一遍，没错就交上去',
};

export const KIND_WORDS: Record<CaseKind | 'unsure', string> = {
  dispute: '和别人有纠纷，想请人调解',
  complaint: '办事、服务让人不满意，要投诉',
  report: '有人违法、做坏事，要举报',
  hazard: '有危险：房子、道路、电线、污染这些隐患',
  petition: '对政府有建议、有意见，或有诉求要政府解决',
  consultation: '只想问清楚一件事',
  unsure: '说不清，请你们来分',
};

export const PETITION_WORDS: Record<PetitionKind, string> = {
  grievance: '我的权益受了损，要求解决',
  accusation: '公职人员或单位违纪违法，要检举控告',
  suggestion: '给政府提建议、意见',
};

export const IDENTITY_WORDS: Record<Identity, [text: string, hint: string]> = {
  named: ['留姓名', '处理的人知道您是谁，好联系您。'],
  sealed: ['留姓名，但要保密', '姓名和电话封存，处理的人看不到。'],
  anonymous: ['匿名', '不留姓名电话。我们没法打电话、写信答复，您凭回执自己查。'],
};

/** The privacy notice, version 2026-11: the same words as in the widget (a test holds them together). */
export const NOTICE: readonly (readonly [what: string, text: string])[] = [
  ['谁在收', '您选的镇街的便民服务中心，和负责办这件事的部门。'],
  ['收来做什么', '只用来办您说的这件事，给您回话。不做别的用。'],
  ['收哪些', '事情、地点、您给的照片。姓名和电话可以不写，能匿名。'],
  ['谁能看见', '办这件事的人。您写明要投诉的办公室、部门看不到。转给别的单位会告诉您转给了谁。'],
  ['存多久', '加密保存。办完后，咨询存 1 年，信访存 5 年，别的存 3 年，到期删除。'],
  ['您的权利', '凭回执号和查询码，随时可以看、补充、撤回，办完可以要求删除。'],
];
/** What to do without the code: the same words as in the widget, and what the desk's page for it asks for. */
export const LOST = '丢了？带身份证件到镇街便民服务中心窗口，报当时留的姓名和电话，补新的查询码。匿名交的补不了。';

export const CONSENTS = {
  sensitive: '我写的、拍的里面可能有病历、身份证、银行卡、人脸，我同意只为办这件事用它',
  sensitiveHint: '不勾也能交，那就别写、别拍这些。',
  guardian: '这件事说的是不满 14 岁的孩子，我是孩子的父母或监护人，我同意',
} as const;

/** Refusals of the API, code → what to do on a page. All others are fit for a page as they are. */
export const PLAIN: Readonly<Record<string, string>> = {
  'cases.busy': '现在没能收下，写好的内容还在。请等一会儿再按一次，不会重复。急事请打 12345。',
  'cases.key-reused': '先前写的那一份已经收到了。现在改过的还没有交，要交请再按一次。',
  'cases.not-possible': '现在办到这一步，不能这样做了。请看看下面办到哪一步。',
  'cases.file-refused': '这张照片没有收下，其他的不受影响。',
  'cases.file-too-large': '这张照片没有收下，其他的不受影响。',
  'request.invalid': '有几项要改一改：',
};
