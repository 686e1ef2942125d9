/** What leaves this system for a case, and what comes back. Days are `YYYY-MM-DD` in Shanghai, moments ISO 8601 in UTC. */
import * as v from 'valibot';

export const CASE_FORMAT = 'one-window-case/1';
export const ANSWER_FORMAT = 'one-window-answer/1';
export const MANIFEST_FORMAT = 'one-window-manifest/1';

export interface ManifestFile {
  path: string;
  bytes: number;
  /** 64 hexadecimal digits. */
  sha256: string;
}
export interface Manifest {
  format: typeof MANIFEST_FORMAT;
  /** Case id, 13 hexadecimal digits. */
  case: string;
  madeAt: string;
  /** Staff number of whoever exported it. */
  madeBy: string;
  files: ManifestFile[];
}

const MOST_TEXT = 4_900;
const line = (label: string, most: number) =>
  v.pipe(
    v.string(`“${label}”要是文字。`),
    v.trim(),
    v.minLength(1, `“${label}”是空的。`),
    v.maxLength(most, `“${label}”最多 ${most} 个字。`),
  );

/** `answer.json`: an answer that was written in another system. */
export const answerSchema = v.strictObject(
  {
    format: v.literal(ANSWER_FORMAT, `“format”要写 ${ANSWER_FORMAT}。`),
    case: v.pipe(v.string('“case”要写事项编号。'), v.regex(/^[0-9a-f]{13}$/, '“case”要写 13 位的事项编号。')),
    by: line('by（答复单位）', 60),
    answeredOn: v.pipe(
      v.string('“answeredOn”要写日期。'),
      v.regex(/^\d{4}-\d\d-\d\d$/, '“answeredOn”要写成 2026-01-31 的样子。'),
    ),
    text: line('text（答复内容）', MOST_TEXT),
    sha256: v.pipe(
      v.string('“sha256”要写校验码。'),
      v.regex(/^[0-9a-f]{64}$/, '“sha256”要写 text 的 SHA-256，64 位十六进制。'),
    ),
  },
  '文件里要有 format、case、by、answeredOn、text、sha256 六项，不能多也不能少。',
);
export type ForeignAnswer = v.InferOutput<typeof answerSchema>;
