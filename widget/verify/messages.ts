import type { Verdict } from './check.ts';

export interface Told {
  tone: 'good' | 'half' | 'bad';
  title: string;
  text: string;
}

export const VERDICTS: Record<Verdict, Told> = {
  proved: {
    tone: 'good',
    title: '核对通过：这一步在公开的签名记录里',
    text: '以后谁要是删掉它、改它，或者改它的时间，都会和已经公开的签名对不上。',
  },
  'hash-only': {
    tone: 'half',
    title: '只核对了一半：凭证本身没有被改过',
    text: '现在连不上网，也没有存下来的凭证文件，所以还不知道公开记录里有没有它。连上网再核对一次，或者选一个以前存的文件。',
  },
  waiting: {
    tone: 'half',
    title: '只核对了一半：那一天还没有签名',
    text: '凭证本身没有被改过。每天的记录在第二天凌晨签名，请明天再来核对。',
  },
  'hash-wrong': {
    tone: 'bad',
    title: '对不上：这份凭证前后不一致',
    text: '凭证里写的和它的指纹（最后那一串字母和数字）不符。多半是抄漏了或者抄错了，请照原样再复制一遍；还是不行，说明它被改过。',
  },
  missing: {
    tone: 'bad',
    title: '公开记录里没有这一步',
    text: '那一天已经签名，签名里却没有它。请把这份凭证留好，打 12345，请他们按回执号查原因。',
  },
  'tree-wrong': {
    tone: 'bad',
    title: '对不上：公开记录自己不一致',
    text: '凭证的指纹、日期和那一天的总指纹连不起来。请把这份凭证留好，打 12345 说明情况。',
  },
  'signature-wrong': {
    tone: 'bad',
    title: '对不上：那一天的签名不对',
    text: '那一天的总指纹不是用公开的钥匙签的。请把这份凭证留好，打 12345 说明情况。',
  },
  rewritten: {
    tone: 'bad',
    title: '公开的记录变了',
    text: '您存的文件本身没问题，但网站现在公布的那一天和文件里的不一样：记录在签名以后被换过。请把文件留好，打 12345 说明情况。',
  },
};

/** The steps that people hold a proof of; of a new one its own name still tells which it was. */
const STEPS: Record<string, string> = { submit: '交上' };
export const stepWord = (action: string): string => STEPS[action] ?? `办理（${action}）`;

export const UNREADABLE: Told = {
  tone: 'bad',
  title: '没有看出凭证',
  text: '请把回执上“提交凭证”那一段整个复制过来，或者选这个页面存下来的文件。',
};

export const NO_CRYPTO: Told = {
  tone: 'bad',
  title: '这里算不了',
  text: '浏览器只在 https 开头的地址里提供核对要用的算法。请换成 https 的地址，或者换一个新一些的浏览器。',
};

/** @param signedAt in words */
export const proved = (signedAt: string): string[] => [
  '这份凭证的编号、序号、时间、动作和指纹互相对得上，没有被改过。',
  `最晚在 ${signedAt}，本服务已经收下这一步，并把它和那一天的全部记录一起签了名。`,
  '那一天的总指纹和签名是公开的，谁都可以存一份，谁都可以重算。',
];

export const NOT_PROVED = [
  '您写了什么：凭证里没有内容，只有内容的指纹：一串核对用的字，看不出写了什么。',
  '事情办得对不对、办完没有：请用回执号和查询码查进展。',
  '是谁交的：凭证里没有姓名和电话。',
  '时间准到几分几秒：时间是本服务的钟记的，签名只保证不晚于签名的那一刻。',
];

export const KEY_ADVICE = '公钥指纹。请和以前记下的、或者别人看到的比一比，一样才放心：';
export const SAVED_KEY_ADVICE = '这次用的是文件里的公钥，没有连网比对。公钥指纹，请和以前记下的比一比：';
