/**
 * The keys of the house, from one secret (`CASE_KEYS`, JSON). A key is named by its id wherever it was used, so that
 * a new one can be put beside the old one and what is stored can be carried over in batches.
 */
import { Buffer } from 'node:buffer';
import * as v from 'valibot';

const KEY_BYTES = 32;

/** Ids stand inside sealed texts, between dots. */
const kidSchema = v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,20}$/));
const keySchema = v.pipe(
  v.string(),
  v.regex(/^[\w-]{43}$/),
  v.transform((text) => new Uint8Array(Buffer.from(text, 'base64url'))),
  v.check((bytes) => bytes.length === KEY_BYTES),
);
const publicJwkSchema = v.object({ kty: v.literal('EC'), crv: v.literal('P-256'), x: v.string(), y: v.string() });
const privateJwkSchema = v.object({ ...publicJwkSchema.entries, d: v.string() });
const pairSchema = { kid: kidSchema, publicJwk: publicJwkSchema, privateJwk: privateJwkSchema };

const keysSchema = v.pipe(
  v.strictObject({
    /** Made by `npm start` on somebody's machine: refused in production. */
    development: v.boolean(),
    /** Id of the keys that new things are sealed and new receipts made with. */
    active: kidSchema,
    /** Key-encryption keys by id: they wrap the data key of each case. */
    encryption: v.record(kidSchema, keySchema),
    /** Lookup codes are derived from these; a case remembers which (`receipt_kid`). */
    receipt: v.record(kidSchema, keySchema),
    /** Case ids and phone indexes. Never changes: the ids of all cases hang on it. */
    blind: keySchema,
    /** Proves that an event was written by this service. */
    trail: keySchema,
    /** ECDH: browsers seal drafts to its public half. */
    intake: v.strictObject(pairSchema),
    /** ECDSA: signs the root of each day. `retired`: public halves that older roots were signed with. */
    signing: v.strictObject({
      ...pairSchema,
      retired: v.optional(v.array(v.strictObject({ kid: kidSchema, publicJwk: publicJwkSchema })), []),
    }),
  }),
  v.check((keys) => keys.active in keys.encryption && keys.active in keys.receipt),
);

export type Keys = v.InferOutput<typeof keysSchema>;
export type PublicJwk = v.InferOutput<typeof publicJwkSchema>;

/** The service must not work with these keys, or has none. Says which part is wrong, never what is in it. */
export class KeysError extends Error {
  override name = 'KeysError';
}

/** What of the environment decides about keys. */
export interface KeyEnvironment {
  CASE_KEYS?: string | undefined;
  ENVIRONMENT?: string | undefined;
}

let remembered: { secret: string; keys: Keys } | null = null;

/**
 * @throws KeysError when there are none, when they are malformed, and for development keys in production
 */
export function readKeys(env: KeyEnvironment): Keys {
  const secret = env.CASE_KEYS;
  if (secret === undefined || secret === '') throw new KeysError('CASE_KEYS is not set');
  if (remembered?.secret !== secret) remembered = { secret, keys: parseKeys(secret) };
  if (remembered.keys.development && env.ENVIRONMENT === 'production')
    throw new KeysError('development keys in production');
  return remembered.keys;
}

function parseKeys(secret: string): Keys {
  let value: unknown;
  try {
    value = JSON.parse(secret);
  } catch {
    throw new KeysError('CASE_KEYS is not JSON');
  }
  const result = v.safeParse(keysSchema, value);
  if (result.success) return result.output;
  const path = result.issues[0].path?.map(({ key }) => String(key)).join('.') ?? 'active';
  throw new KeysError(`CASE_KEYS is wrong at ${path}`);
}

/**
 * A whole new set as the JSON that `CASE_KEYS` wants.
 * @param options.kid id of all its keys
 */
export async function makeKeys({ development, kid }: { development: boolean; kid: string }): Promise<string> {
  const random = () => Buffer.from(crypto.getRandomValues(new Uint8Array(KEY_BYTES))).toString('base64url');
  const pair = async (name: 'ECDH' | 'ECDSA') => {
    const usages: ('deriveBits' | 'sign' | 'verify')[] = name === 'ECDH' ? ['deriveBits'] : ['sign', 'verify'];
    const made = (await crypto.subtle.generateKey({ name, namedCurve: 'P-256' }, true, usages)) as CryptoKeyPair;
    const { kty, crv, x, y, d } = (await crypto.subtle.exportKey('jwk', made.privateKey)) as JsonWebKey;
    return { kid, publicJwk: { kty, crv, x, y }, privateJwk: { kty, crv, x, y, d } };
  };
  return JSON.stringify({
    development,
    active: kid,
    encryption: { [kid]: random() },
    receipt: { [kid]: random() },
    blind: random(),
    trail: random(),
    intake: await pair('ECDH'),
    signing: await pair('ECDSA'),
  });
}

/** Keys for a machine of one's own and for tests: everything marked so that production refuses them. */
export const developmentKeys = (): Promise<string> => makeKeys({ development: true, kid: 'dev' });
