/** What crosses the border when somebody comes back: looking a case up, and what can be done with it. */
import * as v from 'valibot';
import { CASE_STATES, CITIZEN_ACTIONS, proofSchema, TEXT_LIMITS } from './cases.contract.ts';

const reason = (label: string, most: number = TEXT_LIMITS.reason) =>
  v.pipe(
    v.string(`请写${label}。`),
    v.check((value) => value.trim().length > 0, `请写${label}，这一项不能空。`),
    v.maxLength(most, `${label}最多 ${most} 个字，请写短一些。`),
  );

/** Both may be typed with or without hyphens, in any case and width: see `receipt.rules.ts`. */
export const lookupSchema = v.strictObject(
  {
    receiptNumber: v.pipe(v.string('请写回执号。'), v.maxLength(40, '回执号是 8 位，请核对。')),
    lookupCode: v.pipe(v.string('请写查询码。'), v.maxLength(60, '查询码是 12 位，请核对。')),
  },
  '请写回执号和查询码两项。',
);
export type Lookup = v.InferOutput<typeof lookupSchema>;

export const supplementSchema = v.strictObject(
  { text: reason('要补充的话', TEXT_LIMITS.supplement) },
  '请只写 text 一项。',
);
export const withdrawSchema = v.strictObject({ reason: reason('为什么撤回') }, '请只写 reason 一项。');
export const rejectSchema = v.strictObject({ reason: reason('哪里不满意') }, '请只写 reason 一项。');
export const deletionSchema = v.strictObject({ reason: reason('为什么要删除') }, '请只写 reason 一项。');
export const rateSchema = v.strictObject(
  {
    level: v.pipe(
      v.number('请选 1 到 5 分。'),
      v.integer('请选 1 到 5 分。'),
      v.minValue(1, '请选 1 到 5 分。'),
      v.maxValue(5, '请选 1 到 5 分。'),
    ),
    text: v.pipe(
      v.string('评价的话要是文字，可以空着。'),
      v.maxLength(TEXT_LIMITS.reason, `评价最多 ${TEXT_LIMITS.reason} 个字。`),
    ),
  },
  '请写 level 和 text 两项。',
);

export const clockSchema = v.object({
  /** `15 日内告知受理情况` */
  name: v.string(),
  kind: v.picklist(['statutory', 'promised', 'general']),
  basis: v.string(),
  counted: v.string(),
  /** The last day; null while it is paused for a correction. */
  date: v.nullable(v.string()),
  provisional: v.boolean(),
  state: v.picklist(['running', 'met', 'overdue']),
});
export const attachmentSchema = v.object({ id: v.string(), name: v.string(), bytes: v.number() });

/** Where a case stands. A token is valid for 30 minutes and for this case alone. */
export const statusSchema = v.object({
  receiptNumber: v.string(),
  state: v.picklist(CASE_STATES),
  /** In plain Chinese: where it stands and what comes next. */
  sentence: v.string(),
  owner: v.string(),
  next: v.nullable(v.object({ date: v.string(), weekday: v.string(), counted: v.string(), provisional: v.boolean() })),
  isOverdue: v.boolean(),
  clocks: v.array(clockSchema),
  timeline: v.array(v.object({ at: v.string(), title: v.string(), text: v.string() })),
  messages: v.array(v.object({ at: v.string(), from: v.picklist(['citizen', 'office']), text: v.string() })),
  attachments: v.array(attachmentSchema),
  can: v.array(v.picklist(CITIZEN_ACTIONS)),
  token: v.string(),
  tokenExpiresAt: v.string(),
  proof: proofSchema,
});
export type Status = v.InferOutput<typeof statusSchema>;
