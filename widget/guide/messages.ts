import type { PageMessages } from '../pages/messages.ts';

/** Every word up to the first list of results. `{}` is where a value goes in. */
export const messages = {
  title: '办事指南',
  question: '您要办什么事？',
  placeholder: '输几个字，如：低保、身份证',
  hint: '平常怎么说就怎么写，有麻烦也能问。',
  back: '返回',
  forward: '前进',
  close: '关闭',
  clear: '清空',
  chooseTownship: '先选您的镇街',
  changeTownship: '换一个',
  townshipQuestion: '您住在哪个镇街？',
  townshipHint: '只记在这台设备上。',
  domains: '按类别看',
  moreDomains: '更多类别',
  items: '要办的事',
  found: '找到 {} 项',
  alsoCalled: '大家也说：',
  papersToBring: '要带 {} 样材料',
  noPapers: '不用带材料',
  promisedIn: '承诺 {}',
  workingDays: '{} 个工作日',
  days: '{} 天',
  loading: '正在打开……',
  failedNetwork: '现在没有连上，请再试。着急可以打 12345。',
  failedData: '指南没有打开，请再试。着急可以打 12345。',
  retry: '再试一次',
  lite: '打开简易版',
  askCounter: '以窗口告知为准',
  station: '本村（社区）便民服务站',
  demonstration: '演示数据，不作办事依据',
  release: '版本 {}',
};

/** The texts of one language: what a page of a guide says comes with its pages, or with the language's own file. */
export type Messages = Record<keyof typeof messages, string> & { pages?: PageMessages };

export const fill = (text: string, value: string | number): string => text.split('{}').join(String(value));
