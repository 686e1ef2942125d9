/** Words of the pages about calls. */
import type { CallKind, CallState, CallStep } from '../calls/calls.contract.ts';
import type { DeskCallAction } from '../calls/calls.rules.ts';

export const CALL_KIND_WORDS: Record<CallKind, string> = { ordinary: '普通', urgent: '紧急', joint: '联合执法' };
export const CALL_KIND_HELP: Record<CallKind, string> = {
  ordinary: '普通：几天内要有人来',
  urgent: '紧急：当天就要有人到现场',
  joint: '联合执法：清单这一项里的部门都要来',
};
export const CALL_STATE_WORDS: Record<CallState, string> = {
  raised: '等统筹办派出',
  dispatched: '等部门签收',
  signed: '已签收，等定怎么办',
  planned: '已定怎么办，等到现场',
  'on-site': '在现场办',
  done: '部门报办完，等镇街评价',
  rated: '已评价，等办结',
  closed: '已办结',
  disputed: '有争议，等统筹办定',
};
export const CALL_STEP_WORDS: Record<CallStep, string> = {
  dispatch: '派出',
  sign: '签收',
  plan: '定怎么办',
  'on-site': '到现场',
  result: '报结果',
  support: '协助答复',
  head: '负责人督办',
  coordinate: '统筹办定',
  rate: '镇街评价',
  close: '办结',
};
export const LIMIT_WORDS = { minutes: '分钟', hours: '小时', 'working-days': '个工作日' } as const;
export const LEVEL_WORDS = ['很不满意', '不满意', '一般', '满意', '很满意'] as const;

export interface CallForm {
  title: string;
  /** Label of the field; null: the step needs no words. */
  note: string | null;
  hint: string;
  /** Asks for the right body and the entry by which it is that. */
  asksBody?: true;
  weight?: 'danger';
}
export const CALL_FORMS: Record<DeskCallAction, CallForm> = {
  sign: { title: '签收', note: '要说的话（可以不写）', hint: '签收以后由本单位办，不能再改派。' },
  plan: { title: '定怎么办', note: '怎么办：哪天、谁来、做什么', hint: '镇街能看到。' },
  arrive: { title: '到现场了', note: '现场看到什么', hint: '' },
  finish: { title: '办完，报结果', note: '结果：做了什么，现在怎么样', hint: '交给镇街评价。' },
  support: { title: '答复协助', note: '本单位做了什么', hint: '只答复本单位协助的部分。' },
  refuse: {
    title: '不归本单位',
    note: '为什么不归本单位',
    hint: '要写明归哪个部门、凭清单哪一项，交了就直接转给它。这件事只能转这一次，再有人说不归自己就由统筹办定。',
    asksBody: true,
    weight: 'danger',
  },
  'refuse-again': {
    title: '不归本单位，请统筹办定',
    note: '为什么不归本单位',
    hint: '已经转过一次，不再转。您和前一个部门说的会并排放着，由统筹办定，定了就要办。',
    asksBody: true,
    weight: 'danger',
  },
  rate: { title: '评价', note: '要说的话（可以不写）', hint: '' },
  close: { title: '办结', note: '要说的话（可以不写）', hint: '办结以后不能再改。' },
  'send-back': {
    title: '没办好，请再办一次',
    note: '哪里还没办好',
    hint: '只能退一次；再办不好，由统筹办定。',
    weight: 'danger',
  },
  'send-up': {
    title: '还没办好，请统筹办定',
    note: '哪里还没办好',
    hint: '统筹办定了由谁办，就不能再推。',
    weight: 'danger',
  },
  withdraw: {
    title: '收回',
    note: '为什么收回',
    hint: '收回以后这个呼叫就结束了，要再叫请重新呼叫。',
    weight: 'danger',
  },
  dispatch: {
    title: '派出',
    note: '要说的话（可以不写）',
    hint: '清单没有定出能办的部门，请选一个，写凭哪一项。',
    asksBody: true,
  },
  decide: {
    title: '定由谁办',
    note: '为什么这样定',
    hint: '定了以后，这个部门不能再说不归自己。两边和镇街都能看到您写的。',
    asksBody: true,
  },
  hold: {
    title: '先留着，到期不清除',
    note: '为什么要留',
    hint: '呼叫里写的内容和照片到保存期限会清除。还在查、还在打官司的，先留着。',
  },
  'release-hold': {
    title: '不用再留',
    note: '为什么不用再留',
    hint: '以后到期就清除。',
  },
};
