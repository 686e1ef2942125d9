import { env } from 'cloudflare:test';
import { createLocalJWKSet, exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Env } from '../../worker/platform/env.ts';
import { identityOf } from '../../worker/staff/identity.rules.ts';
import { verifyIdentity } from '../../worker/staff/identity.usecases.ts';
import { colleague, stranger } from '../desk/colleague.ts';

const ISSUER = 'https://id.example';
const settings = {
  issuer: ISSUER,
  audience: 'desk',
  keysUrl: `${ISSUER}/keys`,
  algorithm: 'RS256',
  claim: 'email',
} as const;
const SECONDS = 1_795_400_000;
const NOW = SECONDS * 1000;
type Pair = Awaited<ReturnType<typeof generateKeyPair>>;
let theirs: Pair;
let foreign: Pair;
let elliptic: Pair;
let keySet: { keys: object[] };

beforeAll(async () => {
  theirs = await generateKeyPair('RS256', { extractable: true });
  foreign = await generateKeyPair('RS256', { extractable: true });
  elliptic = await generateKeyPair('ES256', { extractable: true });
  keySet = {
    keys: [
      { ...(await exportJWK(theirs.publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' },
      { ...(await exportJWK(elliptic.publicKey)), kid: 'k2', alg: 'ES256', use: 'sig' },
    ],
  };
});

const CLAIMS: JWTPayload = { iss: ISSUER, aud: 'desk', email: 'a@example.org', iat: SECONDS, exp: SECONDS + 300 };
const sign = (claims: JWTPayload, key = theirs.privateKey, header = { alg: 'RS256', kid: 'k1' }) =>
  new SignJWT(claims).setProtectedHeader(header).sign(key);
const verify = (token: string, nonce: string | null = null, now = NOW) =>
  verifyIdentity(settings, token, nonce, now, createLocalJWKSet(keySet as never));

describe('a token of the other side', () => {
  it('names its person', async () => {
    expect(await verify(await sign(CLAIMS))).toBe('a@example.org');
    expect(await verify(await sign({ ...CLAIMS, aud: ['other', 'desk'], nonce: 'n' }), 'n')).toBe('a@example.org');
  });

  it.each<[string, () => Promise<string> | string]>([
    ['of another issuer', () => sign({ ...CLAIMS, iss: 'https://evil.example' })],
    ['for another audience', () => sign({ ...CLAIMS, aud: 'mail' })],
    ['that has run out', () => sign({ ...CLAIMS, exp: SECONDS - 61 })],
    ['that is not valid yet', () => sign({ ...CLAIMS, nbf: SECONDS + 61 })],
    ['without an end', () => sign({ ...CLAIMS, exp: undefined } as unknown as JWTPayload)],
    ['without a beginning', () => sign({ ...CLAIMS, iat: undefined } as unknown as JWTPayload)],
    ['without the person', () => sign({ ...CLAIMS, email: undefined })],
    ['with a person that is no text', () => sign({ ...CLAIMS, email: { a: 1 } })],
    ['signed by somebody else', () => sign(CLAIMS, foreign.privateKey)],
    ['of a key that is not there', () => sign(CLAIMS, theirs.privateKey, { alg: 'RS256', kid: 'k9' })],
    [
      'by another algorithm, though its key is theirs',
      () => sign(CLAIMS, elliptic.privateKey, { alg: 'ES256', kid: 'k2' }),
    ],
    ['without a signature', () => new UnsecuredJWT(CLAIMS).encode()],
    [
      'signed with their public key as a secret',
      async () => {
        const secret = new TextEncoder().encode(JSON.stringify(keySet.keys[0]));
        return new SignJWT(CLAIMS).setProtectedHeader({ alg: 'HS256', kid: 'k1' }).sign(secret);
      },
    ],
    ['that is none', () => 'abc.def.ghi'],
    ['that is empty', () => ''],
  ])('%s is refused', async (_name, make) => {
    expect(await verify(await make())).toBeNull();
  });

  it('with the nonce of another visit, or none, is refused where one was given', async () => {
    expect(await verify(await sign({ ...CLAIMS, nonce: 'other' }), 'n')).toBeNull();
    expect(await verify(await sign(CLAIMS), 'n')).toBeNull();
    const old = await sign({ ...CLAIMS, nonce: 'n', iat: SECONDS - 4000 });
    expect(await verify(old, 'n')).toBeNull();
  });
});

describe('settings', () => {
  const whole = { AUTH_ISSUER: ISSUER, AUTH_AUDIENCE: 'desk', AUTH_KEYS_URL: `${ISSUER}/keys` };
  it.each<[Record<string, string>, string]>([
    [{}, 'local'],
    [{ AUTH_MODE: 'local' }, 'local'],
    [{ AUTH_MODE: 'access', ...whole }, 'access'],
    [{ AUTH_MODE: 'access' }, 'closed'],
    [{ AUTH_MODE: 'Access', ...whole }, 'closed'],
    [{ AUTH_MODE: 'access', ...whole, AUTH_ALGORITHM: 'none' }, 'closed'],
    [{ AUTH_MODE: 'access', ...whole, AUTH_KEYS_URL: 'http://id.example/keys' }, 'closed'],
    [{ AUTH_MODE: 'oidc', ...whole }, 'closed'],
  ])('%j are %s', (variables, mode) => {
    expect(identityOf(variables).mode).toBe(mode);
  });
});

describe('signing in elsewhere', () => {
  const common = { AUTH_ISSUER: ISSUER, AUTH_AUDIENCE: 'desk', AUTH_KEYS_URL: `${ISSUER}/keys`, AUTH_CLAIM: 'email' };
  const oidc = {
    ...common,
    AUTH_MODE: 'oidc',
    OIDC_AUTHORIZE_URL: `${ISSUER}/authorize?x=1`,
    OIDC_TOKEN_URL: `${ISSUER}/token`,
  };
  const access = { ...common, AUTH_MODE: 'access', AUTH_KEYS_URL: `${ISSUER}/access-keys` };
  const now = () => Math.floor(Date.now() / 1000);
  const fresh = () => ({ ...CLAIMS, iat: now(), exp: now() + 300 });
  afterEach(() => vi.unstubAllGlobals());

  async function named(email: string) {
    const someone = await colleague('auditor');
    await env.DB.prepare('UPDATE staff_account SET external_id = ? WHERE id = ?').bind(email, someone.staff.id).run();
    return someone.staff;
  }
  const serve = (token: () => Promise<string>) => {
    const asked: { url: string; body: string }[] = [];
    vi.stubGlobal('fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
      const url = input instanceof Request ? input.url : String(input);
      asked.push({ url, body: String(init?.body ?? '') });
      if (url.endsWith('keys')) return Response.json(keySet);
      return Response.json({ id_token: await token() });
    });
    return asked;
  };

  it('goes to the other side with state, nonce and PKCE, comes back with a code and is in', async () => {
    const staff = await named('a@example.org');
    const someone = stranger({ overrides: oidc as Partial<Env> });
    expect((await someone.open('/desk')).html).toContain('href="/desk/sign-in/elsewhere?to=%2Fdesk"');
    const left = await someone.open('/desk/sign-in/elsewhere?to=%2Fdesk%2Fme');
    const to = new URL(left.location);
    expect(to.origin + to.pathname).toBe(`${ISSUER}/authorize`);
    expect([...to.searchParams.keys()]).toEqual(
      expect.arrayContaining(['x', 'state', 'nonce', 'code_challenge', 'prompt']),
    );
    expect(left.headers.get('set-cookie')).toContain('SameSite=Lax');
    const nonce = to.searchParams.get('nonce') ?? '';
    const asked = serve(() => sign({ ...fresh(), nonce }));
    const back = await someone.open(`/desk/sign-in/callback?code=c1&state=${to.searchParams.get('state')}`);
    expect(back.text).toContain('登录好了');
    expect(back.html).toContain('href="/desk/me"');
    const sent = new URLSearchParams(asked.find(({ url }) => url.endsWith('/token'))?.body);
    expect([sent.get('code'), sent.get('grant_type')]).toEqual(['c1', 'authorization_code']);
    const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(sent.get('code_verifier') ?? ''));
    expect(Buffer.from(hash).toString('base64url')).toBe(to.searchParams.get('code_challenge'));
    const session = back.headers.getSetCookie().find((cookie) => /^desk=[\w-]{43};/.test(cookie)) ?? '';
    someone.cookie = session.split(';')[0] ?? '';
    expect((await someone.open('/desk/me')).text).toContain(staff.staffNumber);
  });

  it('comes back with somebody else’s state, or without having left, and is not in', async () => {
    await named('b@example.org');
    const asked = serve(() => sign(fresh()));
    const someone = stranger({ overrides: oidc as Partial<Env> });
    expect((await someone.open('/desk/sign-in/callback?code=c1&state=s')).status).toBe(401);
    await someone.open('/desk/sign-in/elsewhere');
    const back = await someone.open('/desk/sign-in/callback?code=c1&state=wrong');
    expect([back.status, asked]).toEqual([401, []]);
  });

  it('takes what stands in front of us at its signed word only', async () => {
    const staff = await named('c@example.org');
    serve(() => sign(fresh()));
    const someone = stranger({ overrides: access as Partial<Env> });
    const enter = (token: string) => someone.fetch('/desk/sign-in/elsewhere', { 'cf-access-jwt-assertion': token });
    const entered = await enter(await sign({ ...fresh(), email: 'c@example.org' }));
    expect([entered.status, entered.headers.getSetCookie().length]).toEqual([200, 1]);
    expect(staff.role).toBe('auditor');
    for (const token of [
      '',
      'abc',
      await sign({ ...fresh(), email: 'c@example.org' }, foreign.privateKey),
      await sign({ ...fresh(), email: 'nobody@example.org' }),
    ]) {
      const refused = await enter(token);
      expect([refused.status, refused.headers.getSetCookie()]).toEqual([401, []]);
    }
  });

  it('takes no password then, and says so when it is wrongly set up', async () => {
    const someone = stranger({ overrides: access as Partial<Env> });
    expect((await someone.post('/desk/sign-in', { staffNumber: 'A', password: 'x' })).text).toContain('不收密码');
    const closed = stranger({ overrides: { AUTH_MODE: 'oidc' } as Partial<Env> });
    expect((await closed.open('/desk')).text).toContain('登录没有配好');
  });

  it('keeps what was typed when the session has run out: another window signs in, this one goes on', async () => {
    const someone = await colleague('administrator', {}, { overrides: access as Partial<Env> });
    const form = await someone.open('/desk/accounts/new');
    const { cookie } = someone;
    someone.cookie = '';
    const door = await someone.press(form, '建账号', { name: '甲乙' });
    expect((await someone.press(door, '登录好了，接着交')).text).toContain('还没有登录');
    someone.cookie = cookie;
    const goOn = await someone.press(door, '登录好了，接着交');
    expect((await someone.press(goOn, '接着交')).html).toContain('value="甲乙"');
  });
});
