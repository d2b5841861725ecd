import { generateKeyPairSync } from 'node:crypto';
import type { INestApplication } from '@nestjs/common';
import { type AbstractHttpAdapter, NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { ExpressAdapter } from 'nestjs-platform-express';
import { StockModule } from '../../examples/tool-service/index.js';
import { Clock } from '../../src/common/clock.js';
import { CredentialStory, type TestAgent, type TestTool } from '../support/credential-story.js';
import { ProofKey } from '../support/dpop.js';
import { freePort } from '../support/free-port.js';
import { TokenForge } from '../support/token-forge.js';

/** Whom the service answers, and what. */
interface Answer {
  readonly status: number;
  readonly body: { readonly error?: string };
  readonly challenges: string;
}

let story: CredentialStory;
let tool: TestTool;
let other: TestTool;
let agent: TestAgent;
let owner: TestAgent;
let url: string;
let adapter: () => AbstractHttpAdapter;
const services: INestApplication[] = [];

beforeAll(async () => {
  story = await CredentialStory.begin();
  const definition = { endpoint: `${story.upstream.url}/stock` };
  [tool, other, agent] = [await story.tool(definition), await story.tool(definition), await story.agent()];
  for (const it of [tool, other]) await story.permit(it);
  // It may ask about both tools, so that nothing here is refused for want of that.
  owner = await story.agent({ roles: [], permissions: ['credential:validate'], type: 'service' });
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => {
  for (const it of services) await it.close();
  await story.end();
});

/** @returns how callers know the service. */
async function serve(options: object = {}): Promise<string> {
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const accessToken = owner.client.token ?? '';
  const known = { registryUrl: story.registry.url, toolId: tool.id, accessToken, publicUrl };
  const module = StockModule.of({ ...known, ...options });
  const service = await NestFactory.create(module, adapter(), { logger: false });
  services.push(service);
  await service.listen(port, '127.0.0.1');
  return publicUrl;
}

async function call(
  authorization?: string,
  more: { method?: string; dpop?: string; at?: string } = {},
): Promise<Answer> {
  const { method = 'GET', dpop, at = url } = more;
  const reply = await fetch(`${at}/stock${method === 'PUT' ? '/BOLT-M8' : ''}`, {
    method,
    headers: {
      ...(authorization !== undefined && { authorization }),
      ...(dpop !== undefined && { dpop }),
      ...(method === 'PUT' && { 'content-type': 'application/json' }),
    },
    ...(method === 'PUT' && { body: '{"count":7}' }),
  });
  const body = (await reply.json()) as Answer['body'];
  return { status: reply.status, body, challenges: reply.headers.get('www-authenticate') ?? '' };
}

async function vend(body: object = {}, of = tool): Promise<{ id: string; token: string; accessor: string }> {
  const reply = await story.vend(agent, of, { ...body });
  expect(reply).toMatchObject({ status: 201 });
  return reply.body;
}

const bearer = (token: string) => call(`Bearer ${token}`);
const opens = { status: 200 };
const invalid = {
  ...{ status: 401, body: { statusCode: 401, error: 'invalid_token' } },
  challenges: expect.stringContaining('Bearer realm="tool", error="invalid_token"'),
};

describe.each<[string, () => AbstractHttpAdapter]>([
  ['Fastify', () => new FastifyAdapter()],
  ['Express', () => new ExpressAdapter()],
])('on %s,', (_, adapterOf) => {
  beforeAll(async () => {
    adapter = adapterOf;
    url = await serve();
  });

  describe.each(['opaque', 'jwt'])('a credential in the format %s', (format) => {
    it('opens the service of its tool, and tells it who calls', async () => {
      const { token } = await vend({ format });
      expect(await bearer(token)).toMatchObject(opens);
      expect(await call(`Bearer ${token}`, { method: 'PUT' })).toMatchObject({
        ...{ status: 200, body: { sku: 'BOLT-M8', count: 7, countedBy: agent.id } },
      });
    });

    it('of another tool opens nothing', async () => {
      expect(await bearer((await vend({ format }, other)).token)).toMatchObject(invalid);
    });

    it('for another audience opens nothing', async () => {
      expect(await bearer((await vend({ format, audience: story.upstream.url })).token)).toMatchObject(invalid);
    });

    it('that has expired opens nothing', async () => {
      jest.spyOn(Clock.prototype, 'now').mockReturnValue(new Date(Date.now() - 60_000));
      const { token } = await vend({ format, ttlSeconds: 30 });
      jest.restoreAllMocks();
      expect(await bearer(token)).toMatchObject(invalid);
    });

    it('that was cut short, tampered with or made up opens nothing', async () => {
      const { token } = await vend({ format });
      const middle = Math.floor(token.length / 2);
      const changed = token[middle] === 'x' ? 'y' : 'x';
      for (const wrong of [
        token.slice(0, -1),
        token.slice(1),
        token + token.slice(-1),
        token.slice(0, middle) + changed + token.slice(middle + 1),
        token.slice(0, 5),
      ])
        expect(await bearer(wrong)).toMatchObject(invalid);
    });

    it('bound to a key opens with its proof, once', async () => {
      const key = await ProofKey.make();
      const { token } = await vend({ format, boundKey: key.thumbprint });
      const proof = (by: ProofKey, content: object = {}) =>
        by.proof({ method: 'GET', url: `${url}/stock`, accessToken: token, ...content });
      const dpop = proof(key);
      expect(await call(`DPoP ${token}`, { dpop })).toMatchObject(opens);

      const refused = { status: 401, body: { error: 'invalid_dpop_proof' } };
      const challenges = expect.stringContaining('DPoP error="invalid_dpop_proof", algs="ES256');
      expect(await call(`DPoP ${token}`, { dpop })).toMatchObject({ ...refused, challenges });
      expect(await call(`DPoP ${token}`)).toMatchObject(refused);
      expect(await call(`DPoP ${token}`, { dpop: proof(key, { method: 'PUT' }) })).toMatchObject(refused);
      expect(await call(`DPoP ${token}`, { dpop: proof(await ProofKey.make()) })).toMatchObject({
        ...{ status: 401, body: { error: 'invalid_token' } },
        challenges: expect.stringContaining('DPoP error="invalid_token"'),
      });
      expect(await bearer(token)).toMatchObject(invalid);
    });

    it('bound to addresses opens from those alone', async () => {
      expect(await bearer((await vend({ format, addresses: ['127.0.0.0/8'] })).token)).toMatchObject(opens);
      expect(await bearer((await vend({ format, addresses: ['192.0.2.0/24'] })).token)).toMatchObject(invalid);
    });
  });

  describe('an opaque credential', () => {
    it('for one use opens the service once, however many come at once', async () => {
      const { token } = await vend({ maxUses: 1 });
      const answers = await Promise.all(Array.from({ length: 20 }, () => bearer(token)));
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(answers.filter(({ status }) => status === 401)).toHaveLength(19);
    });

    it('loses no use where it is not good for the request', async () => {
      const { token } = await vend({ maxUses: 1, scopes: ['stock:read'] });
      expect(await call(`Bearer ${token}`, { method: 'PUT' })).toMatchObject(invalid);
      expect(await bearer(token)).toMatchObject(opens);
      const foreign = await vend({ maxUses: 1 }, other);
      expect(await bearer(foreign.token)).toMatchObject(invalid);
      expect(await story.isActive(foreign.token)).toBe(true);
    });

    it('bound to a key loses no use to a thief', async () => {
      const [key, other] = [await ProofKey.make(), await ProofKey.make()];
      const { token } = await vend({ boundKey: key.thumbprint, maxUses: 1 });
      const dpop = (by: ProofKey) => by.proof({ method: 'GET', url: `${url}/stock`, accessToken: token });
      expect(await call(`DPoP ${token}`, { dpop: dpop(other) })).toMatchObject({ status: 401 });
      expect(await bearer(token)).toMatchObject({ status: 401, body: { error: 'invalid_token' } });
      expect(await call(`DPoP ${token}`, { dpop: dpop(key) })).toMatchObject({ status: 200 });
    });

    it('that is revoked opens nothing from then on', async () => {
      const { id, token } = await vend();
      expect(await bearer(token)).toMatchObject(opens);
      expect(await agent.client.post(`/api/v1/credentials/${id}/revoke`)).toMatchObject({ status: 200 });
      expect(await bearer(token)).toMatchObject(invalid);
    });
  });

  describe('a JWT credential', () => {
    it('is refused for a scope that it lacks', async () => {
      const { token } = await vend({ format: 'jwt', scopes: ['stock:read'] });
      expect(await call(`Bearer ${token}`, { method: 'PUT' })).toMatchObject({
        ...{ status: 403, body: { error: 'insufficient_scope' } },
        challenges: expect.stringContaining('error="insufficient_scope", scope="stock:read stock:write"'),
      });
    });

    it('that is revoked is refused at once where the service asks, else when it expires', async () => {
      const asking = await serve({ online: true });
      const { id, token } = await vend({ format: 'jwt' });
      expect(await call(`Bearer ${token}`, { at: asking })).toMatchObject(opens);
      await agent.client.post(`/api/v1/credentials/${id}/revoke`);
      expect(await call(`Bearer ${token}`, { at: asking })).toMatchObject(invalid);
      expect(await bearer(token)).toMatchObject(opens);
    });

    it.each<[string, (forge: TokenForge) => string]>([
      ['the algorithm "none"', (it) => it.with({ header: { alg: 'none' } }).sign()],
      ['another type', (it) => it.with({ header: { typ: 'JWT' } }).sign()],
      ['another signer', (it) => it.sign()],
      ['a key that it brings along', (it) => it.with({ header: { kid: undefined, jwk: publicJwk } }).sign()],
    ])('with %s opens nothing', async (_, forge) => {
      const { token } = await vend({ format: 'jwt' });
      expect(await bearer(forge(TokenForge.from(token, attacker.privateKey)))).toMatchObject(invalid);
    });
  });

  describe('the service', () => {
    it('asks for a credential where there is none', async () => {
      const challenges = /^Bearer realm="tool", scope="stock:read", DPoP algs="[^"]+", scope="stock:read"$/;
      const answer = await call();
      expect(answer).toMatchObject({ status: 401, body: { error: 'missing' } });
      expect(answer.challenges).toMatch(challenges);
    });

    it("lets nobody in with an access token of the registry, not even the administrator's", async () => {
      expect(await bearer(story.admin.token ?? '')).toMatchObject(invalid);
    });

    it('lets nobody in when it may not ask', async () => {
      const at = await serve({ accessToken: 'wrong' });
      const { token } = await vend();
      expect(await call(`Bearer ${token}`, { at })).toMatchObject({ status: 503, body: { error: 'unavailable' } });
    });
  });
});

const attacker = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const publicJwk = attacker.publicKey.export({ format: 'jwk' });
