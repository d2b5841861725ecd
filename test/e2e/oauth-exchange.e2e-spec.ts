import jsonwebtoken from 'jsonwebtoken';
import { AccessTokens, type TokenGrant } from '../../src/auth/tokens/access-tokens.js';
import { ApiClient } from '../support/api-client.js';
import { boundToken, ProofKey } from '../support/dpop.js';
import { ACCESS_TOKEN, exchange, type Machine, newClient, newMachine, tokenOf } from '../support/oauth.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

const JWT = 'urn:ietf:params:oauth:token-type:jwt';

describe('token exchange', () => {
  let registry: TestRegistry;
  let admin: ApiClient;
  let alice: Machine;
  let bot: Machine;
  let subject: string;

  beforeAll(async () => {
    registry = await startTestRegistry();
    admin = await new ApiClient(registry.url).login();
    alice = await newMachine(admin, { permissions: ['self:read', 'tool:read', 'tool:invoke', 'usage:read'] });
    bot = await newMachine(admin, { permissions: ['self:read', 'tool:read:a', 'tool:*:b', 'audit:read'] });
    subject = await tokenOf(registry.url, alice);
  });
  afterAll(() => registry.close());

  const swap = (form: Record<string, string> = {}, headers?: Record<string, string>) =>
    exchange(registry.url, bot, subject, form, headers);
  const claimsOf = (token: string) => jsonwebtoken.decode(token) as Record<string, unknown>;
  const me = (token: string) => new ApiClient(registry.url, token).get('/api/v1/auth/me');
  /** A token of alice that no endpoint would issue so. */
  async function specialToken(special: Partial<TokenGrant>): Promise<string> {
    const agent = { id: alice.agentId, tokenEpoch: Number(claimsOf(subject)['epoch']) };
    const grant = { agent, method: 'client_credentials', limits: {}, ...special };
    return (await registry.app.get(AccessTokens, { strict: false }).issue(grant)).token;
  }

  it.each([ACCESS_TOKEN, JWT])('lets the agent of the client act for that of a token of the type %s', async (type) => {
    const { status, body } = await swap({ subject_token_type: type, requested_token_type: ACCESS_TOKEN });
    expect(status).toBe(200);
    expect(body).toEqual({
      access_token: expect.any(String),
      issued_token_type: ACCESS_TOKEN,
      token_type: 'Bearer',
      expires_in: expect.any(Number),
      scope: 'self:read tool:read:a tool:read:b tool:invoke:b',
    });
    const { basis, ...claims } = claimsOf(body.access_token);
    expect(claims).toMatchObject({ sub: alice.agentId, client_id: bot.id, act: { sub: bot.agentId } });
    expect(basis).toEqual(expect.arrayContaining([claimsOf(subject)['jti'], alice.id, bot.id]));
    expect((await me(body.access_token)).body).toMatchObject({ agentId: alice.agentId, name: alice.name });
    const { body: audit } = await admin.get('/api/v1/audit?action=token.exchanged&limit=1');
    expect(audit.data[0]).toMatchObject({
      subject: { type: 'access_token', id: claims['jti'] },
      onBehalfOf: alice.agentId,
      after: { actorId: bot.agentId, clientId: bot.id },
    });
  });

  it('ends with the subject token, not later', async () => {
    const endsBy = new Date(Date.now() + 60_000);
    const { body } = await exchange(registry.url, bot, await specialToken({ endsBy }));
    expect(body.expires_in).toBeLessThanOrEqual(60);
    expect(claimsOf(body.access_token)['proof_exp']).toBe(Math.floor(endsBy.getTime() / 1000));
  });

  it('ends with the client, not later', async () => {
    const expiresAt = new Date(Date.now() + 60_000);
    const client = await newClient(admin, bot.agentId, { expiresAt });
    expect((await exchange(registry.url, client, subject)).body.expires_in).toBeLessThanOrEqual(60);
  });

  describe('scope', () => {
    it.each(['self:read', 'tool:read:a', 'tool:invoke:b tool:read:b'])('narrows the token to %s', async (scope) => {
      expect((await swap({ scope })).body.scope).toBe(scope);
    });

    it.each(['usage:read', 'audit:read', 'self:read audit:read', 'tool:read', 'tool:*:b', 'tool:invoke:a', '*', 'x:y'])(
      'refuses %s, which subject and actor do not both hold whole',
      async (scope) => {
        const { status, body } = await swap({ scope });
        expect([status, body.error]).toEqual([400, 'invalid_scope']);
      },
    );

    it('refuses when nothing is left', async () => {
      const stranger = await newMachine(admin, { permissions: ['audit:read'] });
      expect((await exchange(registry.url, stranger, subject)).body.error).toBe('invalid_scope');
      const { body: audit } = await admin.get('/api/v1/audit?action=token.refused&limit=1');
      expect(audit.data[0]).toMatchObject({
        subject: { id: stranger.id },
        outcome: 'refused',
        reason: 'invalid_scope',
      });
    });

    it('never widens a narrowed token, whoever exchanges it', async () => {
      const root = await newMachine(admin, { roles: ['admin'] });
      const narrow = await tokenOf(registry.url, alice, { scope: 'self:read' });
      expect((await exchange(registry.url, root, narrow)).body.scope).toBe('self:read');
      expect((await exchange(registry.url, root, narrow, { scope: 'tool:read' })).body.error).toBe('invalid_scope');
      expect((await exchange(registry.url, alice, narrow, { scope: 'tool:read' })).body.error).toBe('invalid_scope');
    });
  });

  describe('subject tokens', () => {
    it.each([
      ['garbage', () => 'a.b.c'],
      ['one with another signature', () => subject.replace(/.{8}$/, 'AAAAAAAA')],
      [
        'one with other claims',
        () => subject.replace(/\.[^.]+\./, `.${encode({ ...claimsOf(subject), sub: bot.agentId })}.`),
      ],
      ['one without a signature', () => `${subject.split('.').slice(0, 2).join('.')}.`],
      ['one with spaces', () => ` ${subject} `],
      ['an expired one', () => specialToken({ endsBy: new Date(Date.now() - 1000) })],
      ['one of another epoch', () => specialToken({ agent: { id: alice.agentId, tokenEpoch: 99 } })],
      ['one of a method that is gone', () => specialToken({ method: 'gone' })],
      ['one that may be used from elsewhere', () => specialToken({ limits: { addresses: ['203.0.113.0/24'] } })],
      [
        'a revoked one',
        async () => {
          const token = await tokenOf(registry.url, alice);
          await new ApiClient(registry.url, token).post('/api/v1/auth/logout');
          return token;
        },
      ],
      [
        'an API key',
        async () => {
          const { body } = await admin.post(`/api/v1/agents/${alice.agentId}/api-keys`, { name: 'x' });
          return body.key as string;
        },
      ],
      ['a secret of a client', () => alice.secret],
    ])('refuses %s', async (_, make) => {
      const { status, body } = await exchange(registry.url, bot, await make());
      expect([status, body.error]).toEqual([400, 'invalid_request']);
    });

    it.each([
      ['another type', { subject_token_type: 'urn:ietf:params:oauth:token-type:id_token' }],
      ['a refresh token', { subject_token_type: 'urn:ietf:params:oauth:token-type:refresh_token' }],
      ['no type', { subject_token_type: '' }],
      ['no token', { subject_token: '' }],
      ['a refresh token in return', { requested_token_type: 'urn:ietf:params:oauth:token-type:refresh_token' }],
      ['a JWT in return', { requested_token_type: JWT }],
      ['a type without an actor token', { actor_token_type: ACCESS_TOKEN }],
      ['an actor token without a type', { actor_token: 'a.b.c' }],
      ['an actor token of another type', { actor_token: 'a.b.c', actor_token_type: 'x' }],
      ['garbage for an actor token', { actor_token: 'a.b.c', actor_token_type: ACCESS_TOKEN }],
    ])('refuses %s', async (_, form) => {
      const { status, body } = await swap(form);
      expect([status, body.error]).toEqual([400, 'invalid_request']);
    });

    it.each(['resource', 'audience'])('takes the registry for %s, and nothing else', async (name) => {
      expect((await swap({ [name]: registry.url })).status).toBe(200);
      expect((await swap({ [name]: 'https://api.example.com' })).body.error).toBe('invalid_target');
    });

    it('refuses one that is bound to a key, with no proof and with the proof of another key', async () => {
      const key = await ProofKey.make();
      const bound = await boundToken(registry, subject, key);
      const request = { method: 'POST', url: `${registry.url}/oauth/token` };
      const other = await ProofKey.make();
      const wrong: Record<string, string>[] = [{}, { dpop: other.proof(request) }];
      for (const headers of wrong) {
        expect((await exchange(registry.url, bot, bound, {}, headers)).body.error).toBe('invalid_request');
      }
      const { body } = await exchange(registry.url, bot, bound, {}, { dpop: key.proof(request) });
      expect([body.token_type, claimsOf(body.access_token)['cnf']]).toEqual(['DPoP', { jkt: key.thumbprint }]);
    });

    it('keeps to the addresses of all that it rests on', async () => {
      const wide = await specialToken({ limits: { addresses: ['127.0.0.0/8', '203.0.113.7'] } });
      const client = await newClient(admin, bot.agentId, {
        allowedAddresses: ['127.0.0.1', '203.0.113.0/24', '10.0.0.0/8'],
      });
      const { body } = await exchange(registry.url, client, wide);
      expect(claimsOf(body.access_token)['addresses']).toEqual(['203.0.113.7', '127.0.0.1']);
    });
  });
});

function encode(json: unknown): string {
  return Buffer.from(JSON.stringify(json)).toString('base64url');
}
