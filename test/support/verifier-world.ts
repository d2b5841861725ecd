import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { createVerifier, type CredentialVerifier, type VerifierOptions } from '../../src/verifier/index.js';

type Json = Readonly<Record<string, unknown>>;

export const REGISTRY = 'https://registry.example.com';
export const TOOL = '019531ee-11aa-7c3d-8b55-2f0a4c1d9e77';
export const AGENT = '019531ed-02bb-7f10-a3c4-9d8e7f6a5b4c';
export const NOW = new Date('2026-03-01T12:00:00Z');
export const URL_OF_SERVICE = 'https://stock.example.com/stock';
export const OPAQUE = `trc_${'a'.repeat(49)}`;

/** A registry at the other end of the verifier's `fetch`: it publishes keys, signs credentials and answers questions. */
export class VerifierWorld {
  /** What it was asked: each path, and the question where there was one. */
  readonly asked: { path: string; headers: Headers; question?: Json }[] = [];
  readonly keys: JWK[] = [];
  /** Instead of its usual answer. */
  answer: (() => Response | Promise<Response>) | undefined;
  validation: Json = { active: false };
  now = NOW;
  #key: CryptoKey | undefined;

  static async make(): Promise<VerifierWorld> {
    const world = new VerifierWorld();
    await world.publishKey('first');
    return world;
  }

  /** Signs with a new key from here on. */
  async publishKey(kid: string): Promise<void> {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    this.#key = privateKey;
    this.keys.push({ ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' });
  }

  verifier(options: Partial<VerifierOptions> = {}): CredentialVerifier {
    return createVerifier({ registryUrl: REGISTRY, toolId: TOOL, fetch: this.fetch, now: () => this.now, ...options });
  }

  /** A JWT credential; claims and header members that are undefined are left out. */
  async jwt({ claims = {}, header = {}, key = this.#key }: { claims?: Json; header?: Json; key?: CryptoKey } = {}) {
    const iat = this.now.getTime() / 1000;
    const honest = {
      ...{ iss: REGISTRY, aud: `${REGISTRY}/api/v1/tools/${TOOL}`, sub: AGENT, client_id: AGENT, tool_id: TOOL },
      ...{ jti: '019531f0-7a52-7d2e-9c1b-5f2d8f5c7c11', iat, exp: iat + 300, scope: 'stock:read stock:write' },
    };
    const written = JSON.parse(JSON.stringify({ ...honest, ...claims })) as Json;
    const names = { alg: 'ES256', typ: 'at+jwt', kid: this.keys.at(-1)?.kid, ...header };
    return new SignJWT(written).setProtectedHeader(names).sign(key as CryptoKey);
  }

  readonly fetch: typeof globalThis.fetch = async (input, { headers, body } = {}) => {
    const path = String(input).replace(REGISTRY, '');
    const question = typeof body === 'string' ? { question: JSON.parse(body) as Json } : {};
    this.asked.push({ path, headers: new Headers(headers), ...question });
    if (this.answer) return this.answer();
    return Response.json(path === '/.well-known/jwks.json' ? { keys: this.keys } : this.validation);
  };
}

export const bearer = (token: string) => ({ authorization: `Bearer ${token}`, method: 'GET', url: URL_OF_SERVICE });
