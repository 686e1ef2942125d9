/**
 * What makes a case look as if a machine had handed it in. None of it follows anybody: it is in the form itself, in the
 * text, or in what came from the same network within the hour. Such a case is taken in like any other; a clerk is asked
 * to look at it first. Published at `/api/v1/limits`. A weight says how sure it is; what people do as well, in a hurry,
 * in a village hall or out of anger, does not reach the threshold alone.
 */
/** What our pages say of how they were filled in: see `readForm`. */
export const FORM_HEADER = 'x-form';

export const REVIEW_FROM = 50;

export const SIGNALS = {
  filled: { weight: 60, means: '填了人看不见的一栏' },
  fast: { weight: 30, means: '从打开到交上不到 10 秒' },
  untimed: { weight: 20, means: '说是从我们的网页交的，却没有经过网页' },
  echo: { weight: 30, means: '一小时里从同一片网络交来至少 5 件一样的话' },
  flood: { weight: 20, means: '一小时里从同一片网络交来至少 20 件一样的话' },
  links: { weight: 40, means: '写了至少 3 个网址' },
  noise: { weight: 20, means: '20 个字以上，翻来覆去就几个字' },
} as const;
export type Signal = keyof typeof SIGNALS;

export const FAST_SECONDS = 10;
export const ECHOES = { echo: 5, flood: 20 } as const;
export const MANY_LINKS = 3;
export const NOISE = { letters: 20, different: 5 } as const;
