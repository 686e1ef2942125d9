/** The words of what can be done with a case that was handed in. */
import type { Act } from './track.rules.ts';

export const ACT_WORDS: Record<Act, { title: string; label: string; hint: string; button: string; done: string }> = {
  supplement: {
    title: '补充',
    label: '要补充的话',
    hint: '新的情况、要改的地方都写在这里。',
    button: '交上补充',
    done: '您的补充收到了。',
  },
  withdraw: {
    title: '撤回',
    label: '为什么撤回',
    hint: '撤回以后就不再办了。',
    button: '撤回这件事',
    done: '已经撤回，不再办了。',
  },
  reject: {
    title: '对答复不满意',
    label: '哪里不满意',
    hint: '只能退回一次，退回后重新办。',
    button: '退回重办',
    done: '已经退回，重新办。',
  },
  rate: {
    title: '评价',
    label: '还想说的（选填）',
    hint: '评价以后就算办结，不能再退回。',
    button: '交上评价',
    done: '谢谢，您的评价收到了。',
  },
  deletion: {
    title: '要求删除',
    label: '为什么要删除',
    hint: '依法要保存的部分，到期才能删。',
    button: '要求删除',
    done: '您的要求收到了。',
  },
};

/** From 1 to 5. */
export const LEVELS = ['非常不满意', '不满意', '一般', '满意', '非常满意'];
