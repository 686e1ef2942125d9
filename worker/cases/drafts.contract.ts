/** Drafts are sealed in the browser to the server's public key; only the server can open them, and only for 7 days. */
import * as v from 'valibot';

export const DRAFT_DAYS = 7;
export const DRAFT_MAX_CHARACTERS = 60_000;

/** `d1.<kid>.<ephemeral public key, raw>.<iv>.<ciphertext>`, each base64url. */
export const sealedDraftSchema = v.strictObject(
  {
    sealed: v.pipe(
      v.string('草稿要是文字。'),
      v.maxLength(DRAFT_MAX_CHARACTERS, '草稿太长，打不开。请重新填写。'),
      v.regex(/^d1(\.[A-Za-z0-9_-]+){4}$/, '这不是本站存的草稿，请重新填写。'),
    ),
  },
  '请只写 sealed 一项。',
);
/** `draft` is whatever the form stored: it is not a submission yet. */
export const openedDraftSchema = v.object({ draft: v.unknown(), savedAt: v.string() });
export const intakeKeySchema = v.object({
  kid: v.string(),
  /** ECDH P-256 public key. */
  jwk: v.object({ kty: v.string(), crv: v.string(), x: v.string(), y: v.string() }),
});
