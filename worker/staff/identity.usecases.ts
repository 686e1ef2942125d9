/** Signing in elsewhere: a token of theirs is verified here, and names an account of ours. */
import { Buffer } from 'node:buffer';
import { createRemoteJWKSet, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Database } from '../platform/database.ts';
import { authorizeAddress, type IdentitySettings, type Leaving, type OidcSettings } from './identity.rules.ts';
import { openFor } from './sign-in.usecases.ts';
import { insertEventNow, readAccountByExternalId } from './staff.store.ts';

/** Clocks differ. */
const TOLERANCE_SECONDS = 60;
/** A token that was made longer ago is not for signing in now, whatever it says of its end. */
const OLDEST_SECONDS = 3_600;

const keySets = new Map<string, JWTVerifyGetKey>();

/** Keys of the other side, fetched once in ten minutes, and when a token names one that is not known yet. */
function keysAt(url: string): JWTVerifyGetKey {
  const known = keySets.get(url) ?? createRemoteJWKSet(new URL(url), { timeoutDuration: 5_000 });
  keySets.set(url, known);
  return known;
}

/**
 * @param keys for tests; else what is at the settings' address
 * @param nonce that the token must carry; null where none was given
 * @returns what the other side calls the person; null for every token that is not exactly right
 */
export async function verifyIdentity(
  settings: IdentitySettings,
  token: string,
  nonce: string | null,
  now: number,
  keys: JWTVerifyGetKey = keysAt(settings.keysUrl),
): Promise<string | null> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      issuer: settings.issuer,
      audience: settings.audience,
      algorithms: [settings.algorithm],
      requiredClaims: ['exp', 'iat'],
      clockTolerance: TOLERANCE_SECONDS,
      ...(nonce !== null && { maxTokenAge: OLDEST_SECONDS }),
      currentDate: new Date(now),
    });
    if (nonce !== null && payload['nonce'] !== nonce) return null;
    const name = payload[settings.claim];
    return typeof name === 'string' && name !== '' ? name : null;
  } catch (error) {
    // The class only: what went wrong with it may name a person.
    console.warn(JSON.stringify({ event: 'token-refused', class: (error as Error).name }));
    return null;
  }
}

/** @returns the answer of `openFor`; null when nobody here is called that there, or the account is closed */
export async function enterAs(db: Database, externalId: string, by: 'oidc' | 'access', now: number) {
  const account = await readAccountByExternalId(db, externalId);
  if (account?.active) return openFor(db, account, now, by);
  await insertEventNow(db, {
    at: now,
    what: 'unknown-elsewhere',
    staffId: account?.id ?? null,
    actorId: null,
    detail: { by },
  });
  return null;
}

const random = () => Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url');

/** @returns what the browser keeps, and where it goes */
export async function leaveFor(
  settings: OidcSettings,
  path: string,
  back: string,
): Promise<{ leaving: Leaving; to: string }> {
  const leaving = { state: random(), nonce: random(), verifier: random(), path };
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(leaving.verifier));
  return { leaving, to: authorizeAddress(settings, leaving, Buffer.from(hash).toString('base64url'), back) };
}

/** The code for the token, server to server. @returns null when the other side does not give one */
export async function tokenFor(
  settings: OidcSettings,
  { verifier }: Leaving,
  code: string,
  back: string,
): Promise<string | null> {
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    redirect_uri: back,
    client_id: settings.audience,
    code_verifier: verifier,
    ...(settings.clientSecret !== '' && { client_secret: settings.clientSecret }),
  });
  try {
    const answer = await fetch(settings.tokenUrl, {
      method: 'POST',
      body,
      // Not 'error': the runtime knows 'follow' and 'manual' only, and throws at any other word. A redirect is not ok below.
      redirect: 'manual',
      signal: AbortSignal.timeout(10_000),
    });
    if (!answer.ok) return null;
    const token = ((await answer.json()) as Record<string, unknown>)['id_token'];
    return typeof token === 'string' ? token : null;
  } catch (error) {
    console.warn(JSON.stringify({ event: 'token-not-given', class: (error as Error).name }));
    return null;
  }
}
