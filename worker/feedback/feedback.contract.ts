import * as v from 'valibot';

/** What of a guide is wrong: its phone number, its place, its hours, the papers it names, or something else. */
export const FEEDBACK_FIELDS = ['phone', 'place', 'hours', 'papers', 'other'] as const;
export type FeedbackField = (typeof FEEDBACK_FIELDS)[number];
export const FEEDBACK_STATES = ['new', 'done'] as const;
export type FeedbackState = (typeof FEEDBACK_STATES)[number];
/** Put right; nothing was wrong; told those who keep the lists; of no use. */
export const FEEDBACK_OUTCOMES = ['put-right', 'was-right', 'passed-on', 'useless'] as const;
export type FeedbackOutcome = (typeof FEEDBACK_OUTCOMES)[number];

/** Unit: UTF-16 code units, as `maxlength` of a form counts. */
export const MOST_FEEDBACK_TEXT = 500;

/** The body of `POST /api/v1/feedback`. The browser runs the same schema before it sends anything. */
export const feedbackSchema = v.strictObject(
  {
    code: v.pipe(
      v.string('请写事项编号。'),
      v.regex(/^[A-Z0-9-]{1,20}$/, '没有这个编号的事项，请从指南页面上点“信息有误”。'),
    ),
    field: v.picklist(FEEDBACK_FIELDS, '请选一下哪里不对。'),
    text: v.pipe(
      v.string('要一段文字。'),
      v.maxLength(MOST_FEEDBACK_TEXT, `最多写 ${MOST_FEEDBACK_TEXT} 个字，请删减一些。`),
      v.check((text) => text.trim().length > 0, '请写一句：现在写的是什么，应当是什么。'),
    ),
    /** Null while none is chosen. */
    township: v.nullable(v.pipe(v.string('镇街写 9 位编号。'), v.regex(/^\d{9}$/, '镇街写 9 位编号，没选就写 null。'))),
  },
  '请只写 code、field、text、township 四项。',
);
export type Feedback = v.InferOutput<typeof feedbackSchema>;

/** The same words on the same day have the same id: pressing twice is one. */
export const feedbackReceiptSchema = v.object({ id: v.string() });

/** A piece of feedback as an editor reads it. */
export interface ListedFeedback extends Feedback {
  id: string;
  /** Milliseconds since 1970-01-01T00:00Z. */
  at: number;
  state: FeedbackState;
  outcome: FeedbackOutcome | null;
  /** An account, and milliseconds since 1970-01-01T00:00Z; null while it is new. */
  closedBy: number | null;
  closedAt: number | null;
}
