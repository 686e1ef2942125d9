import type { Feedback } from '#feedback/contract';

// Kept before host scripts that run later can replace it.
const pristineFetch = window.fetch;
const PATIENCE_MS = 15_000;

/** `told`: why it was refused, in the service's own words; `''` when no answer came. */
export type Outcome = { isTaken: true } | { isTaken: false; told: string };

interface Problem {
  title?: string;
  errors?: { detail: string }[];
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is spelt out
const SPELT_OUT = /["\\\u0000-\u001f\ud800-\udfff]/g;
const spelt = (char: string) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** The page may have bent JSON.stringify (Prototype.js): strings by hand. */
const quoted = (text: string): string => `"${text.replace(SPELT_OUT, spelt)}"`;

/** What is wrong in a guide, as `POST /api/v1/feedback` wants it. The same words twice are one. */
export async function sendFeedback(base: string, { code, field, text, township }: Feedback): Promise<Outcome> {
  const body = `{"code":${quoted(code)},"field":${quoted(field)},"text":${quoted(text)},"township":${township ? quoted(township) : null}}`;
  try {
    const patience = new Promise<never>((_, reject) => setTimeout(reject, PATIENCE_MS));
    // A string is text/plain, which needs no preflight.
    const sending = pristineFetch.call(window, `${base}/api/v1/feedback`, {
      method: 'POST',
      body,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    });
    const answer = await Promise.race([sending, patience]);
    if (answer.ok) return { isTaken: true };
    const { title = '', errors = [] } = (await answer.json()) as Problem;
    return { isTaken: false, told: errors.map(({ detail }) => detail).join(' ') || title };
  } catch {
    return { isTaken: false, told: '' };
  }
}
