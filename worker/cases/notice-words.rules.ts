// Pure. What each notice says.

import { dayOf } from '../calendar/calendar.rules.ts';
import { countedText, dayWord, ruleOf, type StoredClock } from './clocks.rules.ts';
import type { NoticeDocument, NoticeKind } from './notices.contract.ts';
import { ARTICLES, EXCERPT, KIND_NAMES, NOTICE_FORMS, PETITION_CONTENT } from './notices.data.ts';
import { chineseDay, type NoticeCase, namelessAddressee, stepFor } from './notices.rules.ts';
import { REJECT_DAYS } from './transitions.data.ts';

const DAY_MS = 86_400_000;

/** What the words are made of. Everything that was sealed has been opened by the caller, and only what he may read. */
export interface NoticeFacts {
  case: NoticeCase;
  receiptNumber: string;
  /** What the citizen wrote. */
  text: string;
  /** Null when nobody gave a name, or when it is sealed: then the receipt number is the address. */
  name: string | null;
  organ: string;
  mark: string;
  /** Name of who handles it; null while nobody does. */
  handler: string | null;
  /** The note of the step, `''` without one. */
  note: string;
  /** Of a 送达回证: title and number of what is handed over. */
  delivered: string | null;
  /** YYYY-MM-DD */
  day: string;
}

const excerptOf = (text: string): string => {
  const symbols = [...text.replace(/\s+/g, ' ').trim()];
  return symbols.length <= EXCERPT ? symbols.join('') : `${symbols.slice(0, EXCERPT).join('')}……`;
};

type Words = Pick<NoticeDocument, 'paragraphs' | 'facts' | 'quoted' | 'basis' | 'next' | 'signatures' | 'seal'>;

export function noticeDocument(kind: NoticeKind, facts: NoticeFacts): NoticeDocument {
  const { organ, mark, day, name, receiptNumber } = facts;
  const addressee = name ?? namelessAddressee(receiptNumber);
  const words: Words = { paragraphs: [], facts: [], quoted: null, basis: [], next: [], signatures: [] };
  return {
    title: NOTICE_FORMS[kind].title,
    organ,
    mark,
    addressee,
    receiptNumber,
    day,
    ...words,
    ...WORDS[kind](facts),
  };
}

const isPetition = ({ kind }: NoticeCase): boolean => kind === 'petition';
const isGrievance = ({ petitionKind }: NoticeCase): boolean => petitionKind === 'grievance';
/** `您于2026年11月3日提交的投诉（回执号 XXXX-XXXX）` */
const matterOf = ({ case: of, receiptNumber }: NoticeFacts): string =>
  `您于${chineseDay(dayOf(of.createdAt))}提交的${KIND_NAMES[of.kind]}（回执号 ${receiptNumber}）`;
const quotedOr = (label: string, text: string) => (text === '' ? null : { label, text });
/** A limit in words; null when its rule has gone. */
function limitOf(clock: StoredClock) {
  const rule = ruleOf(clock);
  return rule ? { name: rule.name, counted: countedText(clock), basis: rule.basis, day: clock.day } : null;
}
const TRACK = '凭回执号和查询码，随时可以查进展。';

const WORDS: Readonly<Record<NoticeKind, (facts: NoticeFacts) => Partial<Words>>> = {
  acceptance(facts) {
    const { case: of, handler } = facts;
    const limits = of.clocks.flatMap((clock) => (clock.metAt === null ? (limitOf(clock) ?? []) : []));
    return {
      paragraphs: [`${matterOf(facts)}，已经受理。`],
      facts: [
        ...(handler === null ? [] : [{ label: '办理单位', value: handler }]),
        ...limits.map(({ name, day, counted }) => ({
          label: name,
          value:
            day === null
              ? `${counted}，正在等补充材料，暂停计算`
              : `${chineseDay(day)}以前（${counted.replace('（含休息日）', '，含休息日')}）`,
        })),
      ],
      basis: [...new Set([...(isPetition(of) ? [ARTICLES.C02] : []), ...limits.map(({ basis }) => basis)])],
      next: [TRACK],
    };
  },
  correction: (facts) => ({
    paragraphs: [`${matterOf(facts)}，还缺一些材料或者情况。请补齐后交来，我们接着办。`],
    quoted: quotedOr('要补充的', facts.note),
    basis: isPetition(facts.case) ? [PETITION_CONTENT] : [],
    next: ['可以在网上查进展的页面里补充，也可以交到窗口。', '等补充的这些天不算在办理期限里。'],
  }),
  refusal: (facts) => ({
    paragraphs: [`${matterOf(facts)}，不在受理范围内，不予受理。`],
    quoted: quotedOr('原因，和该去哪里办', facts.note),
    basis: isPetition(facts.case) ? [ARTICLES.C02] : [],
    next: ['有新的情况，可以再交。', '认为应当受理的，可以到窗口说明，或者打 12345。'],
  }),
  referral: (facts) => ({
    paragraphs: [`${matterOf(facts)}，要由别的单位或者走别的途径办，现在转送，并告知您。`],
    quoted: quotedOr('转到哪里，为什么，怎么办', facts.note),
    basis: isPetition(facts.case) ? [ARTICLES.C01, ARTICLES.C02] : [],
    next: ['以后请向上面写的单位问进展。', '找不到人的，回到窗口来，我们帮您问。'],
  }),
  extension(facts) {
    const { case: of } = facts;
    const last = of.handling?.extensions.at(-1);
    const clock = of.clocks.find(({ id }) => id === last?.clock);
    const limit = clock && limitOf(clock);
    return {
      paragraphs: [`${matterOf(facts)}，在原定的期限内办不完。经负责人批准，延长办理期限，并告知您。`],
      facts: [
        ...(last ? [{ label: '延长', value: `${last.days} ${dayWord(last.clock)}` }] : []),
        ...(limit?.day ? [{ label: '新的期限', value: `${chineseDay(limit.day)}以前` }] : []),
      ],
      quoted: quotedOr('为什么延长', facts.note),
      basis: limit ? [limit.basis] : [],
      next: [TRACK],
    };
  },
  answer(facts) {
    const { case: of, note, text } = facts;
    const answeredAt = stepFor(of)('answer')?.at ?? of.createdAt;
    const until = chineseDay(dayOf(answeredAt + REJECT_DAYS * DAY_MS));
    return {
      paragraphs: [`${matterOf(facts)}，已经办理，答复如下。`],
      facts: [{ label: '您反映的', value: excerptOf(text) }],
      quoted: quotedOr('答复', note),
      basis: isGrievance(of) ? [ARTICLES.C05] : of.kind === 'dispute' || isPetition(of) ? [] : [ARTICLES.C39],
      next: [
        `不满意的，${until}以前可以退回重办一次：在网上查进展的页面里点“对答复不满意，要求重办”，或者到窗口说。`,
        ...(isGrievance(of)
          ? [`不服这个意见的，可以从收到之日起 30 天内，向上一级机关请求复查（${ARTICLES.C06}）。`]
          : []),
      ],
    };
  },
  mediation({ case: of, receiptNumber, note, name }) {
    const { agreedOn = null, confirmBy = null } = of.handling?.mediation ?? {};
    return {
      paragraphs: [`就回执号 ${receiptNumber} 的矛盾纠纷，双方自愿调解，达成下面的协议。`],
      facts: [
        { label: '当事人一方', value: name ?? '' },
        { label: '当事人另一方', value: '' },
        ...(agreedOn === null ? [] : [{ label: '协议生效', value: chineseDay(agreedOn) }]),
      ],
      quoted: quotedOr('协议内容', note),
      basis: [ARTICLES.C12],
      next: [
        `双方可以在协议生效之日起 30 天内${confirmBy === null ? '' : `（${chineseDay(confirmBy)}以前）`}，一起向人民法院申请司法确认，不收费（${ARTICLES.C13}）。`,
      ],
      signatures: ['当事人一方（签名、指印）', '当事人另一方（签名、指印）', '调解员（签名）'],
      // A people's mediation agreement is sealed by the committee that mediated, not by the government.
      seal: '＿＿＿＿＿＿＿＿（调解委员会盖章）',
    };
  },
  delivery: ({ delivered, receiptNumber }) => ({
    facts: [
      { label: '送达的文书', value: delivered ?? '' },
      { label: '回执号', value: receiptNumber },
      { label: '怎么送达', value: '□ 当面　□ 邮寄　□ 代收　□ 留置　□ 其他' },
      { label: '送到哪里', value: '' },
      { label: '收到的时间', value: '　　　　年　　月　　日　　时' },
      { label: '代收或者拒收的原因', value: '' },
    ],
    signatures: ['收件人（签名）', '送达人（签名）', '见证人（签名）'],
  }),
};
