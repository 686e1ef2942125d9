// Pure. How staff are known where they sign in elsewhere: settings from the environment, complete or not at all.

/** The names are those of the environment: see docs/operating.md. */
export interface IdentityVariables {
  AUTH_MODE?: string;
  AUTH_ISSUER?: string;
  AUTH_AUDIENCE?: string;
  AUTH_KEYS_URL?: string;
  AUTH_ALGORITHM?: string;
  AUTH_CLAIM?: string;
  OIDC_AUTHORIZE_URL?: string;
  OIDC_TOKEN_URL?: string;
  OIDC_CLIENT_SECRET?: string;
}

export interface IdentitySettings {
  issuer: string;
  /** Of OpenID Connect the client id, of Cloudflare Access the tag of the application. */
  audience: string;
  keysUrl: string;
  /** The one that is taken; what a token says of itself is not believed. */
  algorithm: 'RS256' | 'ES256';
  /** Which claim names the person: it is compared with the account's name elsewhere. */
  claim: string;
}
export interface OidcSettings extends IdentitySettings {
  authorizeUrl: string;
  tokenUrl: string;
  /** Empty for a public client, which has PKCE alone. */
  clientSecret: string;
}

export type Identity =
  | { mode: 'local' }
  | { mode: 'access'; settings: IdentitySettings }
  | { mode: 'oidc'; settings: OidcSettings }
  /** Wrongly set up: nobody gets in. */
  | { mode: 'closed' };

const isUrl = (text: string | undefined): text is string =>
  text !== undefined && /^https:\/\/[^\s]+$|^http:\/\/127\.0\.0\.1[:/][^\s]*$/.test(text);

export function identityOf(env: IdentityVariables): Identity {
  const mode = env.AUTH_MODE || 'local';
  if (mode === 'local') return { mode };
  const { AUTH_ISSUER: issuer, AUTH_AUDIENCE: audience, AUTH_KEYS_URL: keysUrl } = env;
  const algorithm = env.AUTH_ALGORITHM || 'RS256';
  if (!isUrl(issuer) || !isUrl(keysUrl) || !audience) return { mode: 'closed' };
  if (algorithm !== 'RS256' && algorithm !== 'ES256') return { mode: 'closed' };
  const common = { issuer, audience, keysUrl, algorithm } as const;
  if (mode === 'access') return { mode, settings: { ...common, claim: env.AUTH_CLAIM || 'email' } };
  const { OIDC_AUTHORIZE_URL: authorizeUrl, OIDC_TOKEN_URL: tokenUrl, OIDC_CLIENT_SECRET: clientSecret = '' } = env;
  if (mode !== 'oidc' || !isUrl(authorizeUrl) || !isUrl(tokenUrl)) return { mode: 'closed' };
  return { mode, settings: { ...common, claim: env.AUTH_CLAIM || 'sub', authorizeUrl, tokenUrl, clientSecret } };
}

/** What a browser keeps between leaving for the other side and coming back. All of it random but the path. */
export interface Leaving {
  state: string;
  nonce: string;
  /** PKCE: whoever catches the code on its way has no use for it. */
  verifier: string;
  /** Path of the desk to go on to. */
  path: string;
}

export const leavingCookieName = (isSecure: boolean): string => (isSecure ? '__Host-desk-leaving' : 'desk-leaving');

/** `Lax`: the way back is a link from the other side. An empty value takes it away. */
export function leavingCookie(leaving: Leaving | null, isSecure: boolean): string {
  const value = leaving === null ? '' : encodeURIComponent(JSON.stringify(leaving));
  const age = leaving === null ? 0 : 600;
  return `${leavingCookieName(isSecure)}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${age}${isSecure ? '; Secure' : ''}`;
}

export function readLeaving(header: string | undefined, isSecure: boolean): Leaving | null {
  const name = `${leavingCookieName(isSecure)}=`;
  const part = (header ?? '').split(/;\s*/).find((one) => one.startsWith(name));
  try {
    const value = JSON.parse(decodeURIComponent(part?.slice(name.length) ?? '')) as Record<string, unknown>;
    const { state, nonce, verifier, path } = value;
    const isWhole = [state, nonce, verifier, path].every((one) => typeof one === 'string' && one !== '');
    return isWhole ? (value as unknown as Leaving) : null;
  } catch {
    return null;
  }
}

/** Where the browser is sent to sign in. @param challenge SHA-256 of the verifier, base64url */
export function authorizeAddress(settings: OidcSettings, leaving: Leaving, challenge: string, back: string): string {
  const to = new URL(settings.authorizeUrl);
  const parameters = {
    response_type: 'code',
    client_id: settings.audience,
    redirect_uri: back,
    scope: 'openid profile email',
    state: leaving.state,
    nonce: leaving.nonce,
    code_challenge: challenge,
    code_challenge_method: 'S256',
    // Each session of ours begins with a person, not with a session of somebody else's that is still open.
    prompt: 'login',
  };
  for (const [name, value] of Object.entries(parameters)) to.searchParams.set(name, value);
  return to.href;
}
