/**
 * The other side, for tests: an issuer on 127.0.0.1 with keys of its own, an authorize page, a token address that looks at
 * the code, the client and PKCE, and signs. It keeps what it was asked.
 */
import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';

export interface LocalIssuer {
  origin: string;
  /** Who signs in there next. */
  person: string;
  /** From now on another key signs; the old one is no longer published. */
  rotate(): Promise<void>;
  /** A token as what stands in front of an application would send it. @param claims that differ */
  accessToken(claims?: Record<string, unknown>): Promise<string>;
  /** How often the keys were fetched. */
  keysFetched(): number;
  close(): Promise<void>;
}

const CLIENT = 'desk-client';
export const AUDIENCE = CLIENT;

async function bodyOf(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return new URLSearchParams(Buffer.concat(chunks).toString());
}

export async function openIssuer(): Promise<LocalIssuer> {
  let kid = 0;
  let pair = await generateKeyPair('RS256', { extractable: true });
  let published: JWK[] = [];
  const publish = async () => {
    published = [{ ...(await exportJWK(pair.publicKey)), kid: `k${kid}`, alg: 'RS256', use: 'sig' }];
  };
  await publish();
  let fetched = 0;
  const codes = new Map<string, URLSearchParams>();
  const seconds = () => Math.floor(Date.now() / 1000);
  const sign = (claims: Record<string, unknown>) =>
    new SignJWT({ iat: seconds(), exp: seconds() + 300, iss: issuer.origin, aud: CLIENT, ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: `k${kid}` })
      .sign(pair.privateKey);
  const issuer: LocalIssuer = {
    origin: '',
    person: '',
    async rotate() {
      kid++;
      pair = await generateKeyPair('RS256', { extractable: true });
      await publish();
    },
    accessToken: (claims = {}) => sign({ email: issuer.person, ...claims }),
    keysFetched: () => fetched,
    close: () => new Promise((done) => server.close(() => done())),
  };
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', issuer.origin);
    const json = (status: number, value: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    if (url.pathname === '/keys') {
      fetched++;
      json(200, { keys: published });
    } else if (url.pathname === '/authorize') {
      const asked = url.searchParams;
      const back = asked.get('redirect_uri') ?? '';
      const isRight = asked.get('client_id') === CLIENT && asked.get('code_challenge_method') === 'S256';
      if (!isRight) return json(400, { error: 'invalid_request' });
      const code = randomBytes(16).toString('hex');
      codes.set(code, asked);
      const to = `${back}?code=${code}&state=${encodeURIComponent(asked.get('state') ?? '')}`;
      // A page with a link, as after a password: what comes back begins at another site.
      response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
        .end(`<!doctype html><title>there</title><a href="${to.replaceAll('&', '&amp;')}">go back</a>`);
    } else if (url.pathname === '/token' && request.method === 'POST') {
      const sent = await bodyOf(request);
      const asked = codes.get(sent.get('code') ?? '');
      // A code is good for once.
      codes.delete(sent.get('code') ?? '');
      const challenge = createHash('sha256')
        .update(sent.get('code_verifier') ?? '')
        .digest('base64url');
      const isRight =
        asked?.get('code_challenge') === challenge &&
        asked.get('redirect_uri') === sent.get('redirect_uri') &&
        sent.get('client_id') === CLIENT;
      if (!isRight) return json(400, { error: 'invalid_grant' });
      json(200, { id_token: await sign({ sub: issuer.person, nonce: asked.get('nonce') }), token_type: 'Bearer' });
    } else json(404, {});
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  issuer.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return issuer;
}
