import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { exportJWK, type JWK, SignJWT } from 'jose';
import { startHttpUpstream, type UpstreamRequest } from './http-upstream.js';

const TEN_MINUTES = 600;

export interface IssuerKey {
  readonly kid: string;
  readonly alg: string;
  readonly privateKey: KeyObject;
  readonly jwk: JWK;
}

/** What a test changes of a token that would be good. A member that is undefined is left out. */
export interface TokenChanges {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly key?: IssuerKey;
}

type Serve = (request: UpstreamRequest, reply: ServerResponse) => void;

/** An issuer that signs whatever a test wants, and publishes its keys as well or as badly as the test wants. */
export interface TestIssuer {
  readonly url: string;
  readonly port: number;
  /** The paths that were asked for. */
  readonly asked: () => string[];
  /** What is published; tests change it. */
  keys: JWK[];
  discovery: Record<string, unknown>;
  /** Answers in place of the issuer while it is set. */
  serve: Serve | undefined;
  readonly key: IssuerKey;
  sign(changes?: TokenChanges): Promise<string>;
  close(): Promise<void>;
}

export async function startIssuer(audience = 'https://registry.example'): Promise<TestIssuer> {
  const key = await newIssuerKey('first');
  const upstream = await startHttpUpstream((request, reply) => (issuer.serve ?? publish)(request, reply));
  const { url, port } = upstream;
  const publish: Serve = (request, reply) => {
    if (request.url === '/.well-known/openid-configuration') return json(reply, issuer.discovery);
    if (request.url === '/keys') return json(reply, { keys: issuer.keys });
    reply.writeHead(404).end();
  };
  const issuer: TestIssuer = {
    ...{ url, port, key, keys: [key.jwk], serve: undefined },
    discovery: { issuer: url, jwks_uri: `${url}/keys` },
    asked: () => upstream.requests.map((it) => it.url),
    sign: ({ claims = {}, header = {}, key: signing = key } = {}) => {
      const now = Math.floor(Date.now() / 1000);
      const good = { iss: url, aud: audience, sub: 'alice', iat: now, exp: now + TEN_MINUTES, client_id: 'app' };
      const jwt = new SignJWT(defined({ ...good, ...claims }));
      const protectedHeader = defined({ alg: signing.alg, typ: 'at+jwt', kid: signing.kid, ...header });
      return jwt.setProtectedHeader(protectedHeader as { alg: string }).sign(signing.privateKey);
    },
    close: () => upstream.close(),
  };
  return issuer;
}

export async function newIssuerKey(kid: string, alg: 'ES256' | 'RS256' = 'ES256'): Promise<IssuerKey> {
  const { publicKey, privateKey } =
    alg === 'ES256'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { kid, alg, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, use: 'sig' } };
}

export function json(reply: ServerResponse, body: unknown, type = 'application/json'): void {
  reply.setHeader('content-type', type).end(JSON.stringify(body));
}

function defined(members: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
