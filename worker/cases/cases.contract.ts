/**
 * What crosses the border between citizens and cases. The browser runs the same schemas before it sends anything.
 * Days are `YYYY-MM-DD` in Shanghai, moments are ISO 8601 in UTC. Lengths count as `maxlength` of a form does.
 */
import * as v from 'valibot';

export const CASE_KINDS = ['dispute', 'petition', 'complaint', 'report', 'hazard', 'consultation'] as const;
export const PETITION_KINDS = ['suggestion', 'accusation', 'grievance'] as const;
export const IDENTITIES = ['named', 'sealed', 'anonymous'] as const;
export const CASE_STATES = [
  'submitted',
  'awaiting-correction',
  'accepted',
  'assigned',
  'handling',
  'answered',
  'completed',
  'declined',
  'referred',
  'merged',
  'withdrawn',
] as const;
/** What a citizen can do with a case; `can` of a status lists those that are possible now. */
export const CITIZEN_ACTIONS = ['supplement', 'withdraw', 'reject', 'rate', 'deletion', 'attach'] as const;
export type CaseKind = (typeof CASE_KINDS)[number];
export type PetitionKind = (typeof PETITION_KINDS)[number];
export type Identity = (typeof IDENTITIES)[number];
export type CaseState = (typeof CASE_STATES)[number];
export type CitizenAction = (typeof CITIZEN_ACTIONS)[number];

/** Version of the privacy notice that is told before anything is collected. */
export const NOTICE_VERSION = '2026-11';

/** How long a text may be. Published at `/api/v1/limits`. */
export const TEXT_LIMITS = {
  textMin: 5,
  text: 5000,
  wish: 1000,
  place: 200,
  persons: 200,
  about: 10,
  name: 50,
  phone: 20,
  address: 200,
  group: 99_999,
  reason: 1000,
  supplement: 2000,
  site: 200,
} as const;

const text = (label: string, most: number, advice = '请写短一些。') =>
  v.pipe(v.string(`${label}要是文字。`), v.maxLength(most, `${label}最多 ${most} 个字，${advice}`));
const needed = (label: string, most: number, least = 1) =>
  v.pipe(
    text(label, most),
    v.check(
      (value) => value.trim().length >= least,
      least > 1 ? `${label}至少写 ${least} 个字。` : `请写${label}，这一项不能空。`,
    ),
  );
const list = (label: string, form: RegExp) =>
  v.pipe(
    v.array(v.pipe(v.string(), v.regex(form, `${label}的编号不对，请从列表里选。`)), `${label}要是一列编号。`),
    v.maxLength(TEXT_LIMITS.about, `${label}最多选 ${TEXT_LIMITS.about} 个，其余的写在经过里。`),
  );
const code = (label: string, form: RegExp) =>
  v.pipe(v.string(`请选${label}。`), v.regex(form, `${label}的编号不对，请从列表里选。`));
const choice = <const Options extends readonly string[]>(label: string, options: Options) =>
  v.picklist(options, `${label}只能是：${options.join('、')}。`);
const yesOrNo = (label: string) => v.boolean(`${label}要写 true 或 false。`);

export const personSchema = v.strictObject(
  {
    name: needed('怎么称呼您', TEXT_LIMITS.name),
    phone: v.pipe(
      needed('联系电话', TEXT_LIMITS.phone),
      v.regex(/^\+?[\d\s()-]{5,20}$/, '联系电话只写数字，可以带区号，例如 13800000000。'),
    ),
    address: text('住址', TEXT_LIMITS.address),
  },
  '联系人写 name、phone、address 三项。',
);

const submissionFields = v.strictObject(
  {
    kind: choice('事情的类别', CASE_KINDS),
    petitionKind: v.nullable(choice('信访的类别', PETITION_KINDS)),
    township: code('镇街', /^\d{9}$/),
    village: v.nullable(code('村（社区）', /^\d{12}$/)),
    place: text('地点', TEXT_LIMITS.place),
    text: v.pipe(
      text('事情经过', TEXT_LIMITS.text, '请删减一些，或者先交上，再用“补充”接着写。'),
      v.check(
        (value) => value.trim().length >= TEXT_LIMITS.textMin,
        `请把事情写清楚一点，至少 ${TEXT_LIMITS.textMin} 个字。`,
      ),
    ),
    wish: text('希望怎么解决', TEXT_LIMITS.wish),
    territorialCode: v.nullable(code('属地事项', /^[A-Z0-9-]{1,20}$/)),
    itemCode: v.nullable(code('办事事项', /^[A-Z0-9-]{1,20}$/)),
    about: v.strictObject(
      {
        offices: list('机构', /^[A-Z0-9-]{1,40}$/i),
        departments: list('部门', /^[A-Z0-9-]{1,20}$/),
        persons: text('涉及的人', TEXT_LIMITS.persons),
      },
      'about 要有 offices、departments、persons 三项。',
    ),
    identity: choice('身份', IDENTITIES),
    person: v.nullable(personSchema),
    group: v.pipe(
      v.number('人数要是数字。只有您一个人就写 1。'),
      v.integer('人数要是整数。'),
      v.minValue(1, '人数至少是 1。'),
      v.maxValue(TEXT_LIMITS.group, `人数最多写 ${TEXT_LIMITS.group}。`),
    ),
    consent: v.strictObject(
      {
        notice: v.literal(NOTICE_VERSION, '个人信息告知已经更新，请刷新页面，看过新的告知再交。写好的内容会留着。'),
        sensitive: yesOrNo('敏感信息同意'),
        guardian: yesOrNo('监护人同意'),
      },
      'consent 要有 notice、sensitive、guardian 三项。',
    ),
    source: choice('来源', ['widget', 'page', 'lite', 'api'] as const),
    site: v.nullable(text('来源网站', TEXT_LIMITS.site)),
  },
  '这一项不能少，也不能多：各项见 /docs。',
);

/** The body of `POST /api/v1/cases`. */
export const submissionSchema = v.pipe(
  submissionFields,
  v.forward(
    v.partialCheck(
      [['identity'], ['person']],
      ({ identity, person }) => identity !== 'anonymous' || person === null,
      '匿名时不收姓名和电话，请把这一项空着。',
    ),
    ['person'],
  ),
  v.forward(
    v.partialCheck(
      [['identity'], ['person']],
      ({ identity, person }) => identity === 'anonymous' || person !== null,
      '请写怎么称呼您和联系电话；不想写可以选匿名。',
    ),
    ['person'],
  ),
  v.forward(
    v.partialCheck(
      [['kind'], ['petitionKind']],
      ({ kind, petitionKind }) => kind === 'petition' || petitionKind === null,
      '只有信访才分类别，其他的请空着。',
    ),
    ['petitionKind'],
  ),
);
export type Submission = v.InferOutput<typeof submissionSchema>;

/** What anybody can recompute and check against the published trail: see `trail.rules.ts`. */
export const proofSchema = v.object({
  /** Case id in hex, 13 digits. */
  id: v.string(),
  seq: v.number(),
  at: v.string(),
  action: v.string(),
  contentHash: v.string(),
  hash: v.string(),
});
export type Proof = v.InferOutput<typeof proofSchema>;

export const answerBySchema = v.object({
  date: v.string(),
  /** True when the calendar of that year is not published yet. */
  provisional: v.boolean(),
  /** The rule that the day follows from. */
  basis: v.string(),
  /** `5 个工作日` */
  counted: v.string(),
});

/** 201 for a new case, 200 for a replay of the same submit; both carry the same receipt. */
export const receiptSchema = v.object({
  receiptNumber: v.string(),
  lookupCode: v.string(),
  submittedAt: v.string(),
  answerBy: answerBySchema,
  /** False when anonymous: there is nobody to write to; the answer can still be looked up. */
  answerable: v.boolean(),
  state: v.picklist(CASE_STATES),
  token: v.string(),
  tokenExpiresAt: v.string(),
  proof: proofSchema,
});
export type Receipt = v.InferOutput<typeof receiptSchema>;
