import { Client } from 'pg';
import { Clock } from '../../src/common/clock.js';
import type { ApiReply } from '../support/api-client.js';
import { CredentialStory, type TestAgent, type TestTool } from '../support/credential-story.js';
import { boundToken, ProofKey } from '../support/dpop.js';
import { whileLocked } from '../support/while-locked.js';

const SECOND = 1000;

let story: CredentialStory;
let database: Client;
let tool: TestTool;
let agent: TestAgent;

beforeAll(async () => {
  story = await CredentialStory.begin({
    ...{ CREDENTIAL_DEFAULT_TTL_SECONDS: '600', CREDENTIAL_MAX_TTL_SECONDS: '3600' },
    ...{ ACCESS_TOKEN_TTL_SECONDS: '86400', DATABASE_POOL_MAX: '20' },
  });
  database = new Client({ connectionString: story.registry.databaseUrl });
  await database.connect();
  [tool, agent] = [await story.tool(), await story.agent()];
  await story.permit(tool);
});
afterAll(async () => {
  await database.end();
  await story.end();
});
afterEach(() => jest.restoreAllMocks());

/** Holds the registry's clock so many seconds ahead. */
function later(seconds: number): Date {
  const now = new Date(Date.now() + seconds * SECOND);
  jest.spyOn(story.registry.app.get(Clock, { strict: false }), 'now').mockReturnValue(now);
  return now;
}

async function vended(body: object = {}, of = tool, by = agent) {
  const reply = await story.vend(by, of, { ...body });
  expect(reply).toMatchObject({ status: 201 });
  return reply.body;
}

const renew = (id: string, body: object = {}, by = agent): Promise<ApiReply> =>
  by.client.post(`/api/v1/credentials/${id}/renew`, body);
const read = async (id: string) => (await story.admin.get(`/api/v1/credentials/${id}`)).body;
const revoke = (id: string) => story.admin.post(`/api/v1/credentials/${id}/revoke`, {});
const codes = (warnings: readonly { code: string }[]) => warnings.map((it) => it.code);

describe('a renewal', () => {
  it.each<[string, object, number, number, string[]]>([
    ['counts from now, not from the old end', { incrementSeconds: 900 }, 300, 300 + 900, []],
    ['is for the default time where none is asked', {}, 300, 300 + 600, []],
    ['may shorten', { incrementSeconds: 5 }, 60, 60 + 5, []],
    ['is cut to the hard end, with a warning', { incrementSeconds: 86_400 }, 300, 3600, ['TTL_CAPPED']],
  ])('%s', async (_, body, wait, lifetime, warnings) => {
    const before = await vended();
    const now = later(wait);
    const reply = await renew(before.id, body);
    expect({ status: reply.status, warnings: codes(reply.body.warnings) }).toEqual({ status: 200, warnings });
    expect(reply.body).toMatchObject({ id: before.id, status: 'active', issuedAt: before.issuedAt });
    expect(reply.body.renewedAt).toBe(now.toISOString());
    const end = Date.parse(reply.body.expiresAt) - Date.parse(before.issuedAt);
    expect(Math.abs(end - lifetime * SECOND)).toBeLessThan(5 * SECOND);
    expect(await read(before.id)).toMatchObject({ expiresAt: reply.body.expiresAt, renewedAt: now.toISOString() });
    expect(JSON.stringify(reply.body)).not.toMatch(/tr[caw]_/);
  });

  it('keeps the token good beyond its first end, and no longer than the hard end whatever is asked', async () => {
    const { id, token, maxExpiresAt } = await vended();
    later(500);
    await renew(id, { incrementSeconds: 900 });
    later(1300);
    expect(await story.isActive(token)).toBe(true);
    expect((await renew(id, { incrementSeconds: 2_592_000 })).body.expiresAt).toBe(maxExpiresAt);
    later(3599);
    expect(await story.isActive(token)).toBe(true);
    later(3601);
    expect(await story.isActive(token)).toBe(false);
    expect(await renew(id)).toMatchObject({
      status: 409,
      body: { code: 'CREDENTIAL_ENDED', credentialStatus: 'expired' },
    });
  });

  it('leaves the uses as they are', async () => {
    const { id, token } = await vended({ maxUses: 2 });
    await story.isActive(token);
    expect((await renew(id)).body).toMatchObject({ maxUses: 2, usesLeft: 1 });
  });

  it('is on record with its decision', async () => {
    const { id } = await vended();
    const { body } = await renew(id, { incrementSeconds: 60 });
    const { rows } = await database.query(
      `SELECT outcome, decision_id, before, after FROM audit_event WHERE action = 'credential.renewed' AND subject_id = $1`,
      [id],
    );
    const after = { toolId: tool.id, agentId: agent.id, expiresAt: body.expiresAt, shortened: 0 };
    expect(rows).toMatchObject([{ outcome: 'success', decision_id: expect.any(String), after }]);
  });

  it('uses up nothing that policies count', async () => {
    const counted = await story.tool();
    await story.permit(counted);
    await policy(counted, 'quota', { limit: 2, per: 'day', of: 'agent_and_tool' });
    const { id } = await vended({}, counted);
    expect([(await renew(id)).status, (await renew(id)).status]).toEqual([200, 200]);
    expect((await story.vend(agent, counted)).status).toBe(201);
    expect((await renew(id)).body.code).toBe('ACCESS_DENIED');
  });
});

describe('a refused renewal leaves the credential as it is', () => {
  const expectRefused = async (id: string, reply: ApiReply, status: number, more: object) => {
    expect({ status: reply.status, body: reply.body }).toMatchObject({ status, body: more });
    expect((await read(id)).renewedAt).toBeNull();
  };

  it.each<[string, object, (credential: { id: string; token: string }) => unknown, number, object]>([
    ['expired', {}, () => later(601), 409, { code: 'CREDENTIAL_ENDED', credentialStatus: 'expired' }],
    ['revoked', {}, ({ id }) => revoke(id), 409, { code: 'CREDENTIAL_ENDED', credentialStatus: 'revoked' }],
    [
      'used up',
      { maxUses: 1 },
      ({ token }) => story.isActive(token),
      409,
      { code: 'CREDENTIAL_ENDED', credentialStatus: 'used_up' },
    ],
    ['vended as not renewable', { renewable: false }, () => 0, 409, { code: 'CREDENTIAL_NOT_RENEWABLE' }],
    ['a JWT', { format: 'jwt', ttlSeconds: 60 }, () => 0, 409, { code: 'CREDENTIAL_NOT_RENEWABLE' }],
  ])('%s', async (_, body, make, status, more) => {
    const credential = await vended(body);
    await make(credential);
    await expectRefused(credential.id, await renew(credential.id), status, more);
  });

  it("of somebody else, a manager's request included, and of nobody", async () => {
    const { id } = await vended();
    const other = await story.agent();
    const unknown = await renew('01953000-0000-7000-8000-000000000000');
    for (const by of [other, { ...other, client: story.admin }]) {
      const reply = await renew(id, {}, by);
      await expectRefused(id, reply, 404, { code: 'CREDENTIAL_NOT_FOUND', detail: unknown.body.detail });
    }
  });

  it('where policies say no today', async () => {
    const fleeting = await story.tool();
    await story.permit(fleeting);
    const { id, token } = await vended({}, fleeting);
    await policy(fleeting, 'role_based', { roles: 'any' }, { effect: 'deny' });
    await expectRefused(id, await renew(id), 403, { code: 'ACCESS_DENIED', decisionId: expect.any(String) });
    expect(await story.isActive(token)).toBe(true);
  });

  it('where policies would narrow it today', async () => {
    const narrowed = await story.tool();
    await story.permit(narrowed);
    const { id } = await vended({}, narrowed);
    const obligations = [
      { type: 'narrow_scopes', scopes: ['invoke'] },
      { type: 'cap_uses', uses: 3 },
    ];
    await policy(narrowed, 'role_based', { roles: 'any' }, { obligations });
    await expectRefused(id, await renew(id), 403, { code: 'TERMS_NOT_GRANTED', terms: ['scopes', 'uses'] });
  });

  it('where policies leave no time today, which counts from the issue', async () => {
    const capped = await story.tool();
    await story.permit(capped);
    const { id, issuedAt } = await vended({}, capped);
    await policy(capped, 'role_based', { roles: 'any' }, { obligations: [{ type: 'cap_ttl', seconds: 120 }] });
    const { body } = await renew(id, { incrementSeconds: 600 });
    expect([Date.parse(body.expiresAt) - Date.parse(issuedAt), codes(body.warnings)]).toEqual([
      120_000,
      ['TTL_CAPPED'],
    ]);
  });

  it('bound to a key that was not proved', async () => {
    const key = await ProofKey.make();
    const { id } = await vended({ boundKey: key.thumbprint });
    await expectRefused(id, await renew(id), 403, { code: 'CREDENTIAL_KEY_NOT_PROVEN' });
    const url = `${story.registry.url}/api/v1/credentials/${id}/renew`;
    const accessToken = await boundToken(story.registry, agent.client.token ?? '', key);
    const headers = { authorization: `DPoP ${accessToken}`, dpop: key.proof({ method: 'POST', url, accessToken }) };
    expect((await story.admin.post(`/api/v1/credentials/${id}/renew`, {}, headers)).status).toBe(200);
  });

  it.each([0, -1, 1.5, 2_592_001, '60', null])('for incrementSeconds = %j', async (incrementSeconds) => {
    const { id } = await vended();
    const reply = await renew(id, { incrementSeconds });
    await expectRefused(id, reply, 400, { code: 'VALIDATION_FAILED' });
    expect(reply.body.errors[0].pointer).toBe('/incrementSeconds');
  });
});

it('a renewal that waited while its credential was revoked brings nothing back', async () => {
  const { id, token } = await vended();
  const revoked = `UPDATE credential SET revoked_at = now(), revoke_reason = 'requested' WHERE id = $1`;
  const [reply] = await whileLocked(database, 'credential', id, () => [renew(id)], {
    waiting: 1,
    meanwhile: () => database.query(revoked, [id]),
  });
  expect(await reply).toMatchObject({ status: 409, body: { code: 'CREDENTIAL_ENDED', credentialStatus: 'revoked' } });
  expect(await story.isActive(token)).toBe(false);
});

describe('a tree', () => {
  const delegate = async (parentId: string, by: TestAgent, to: TestAgent, body: object = {}) => {
    const reply = await by.client.post(`/api/v1/credentials/${parentId}/delegate`, { agentId: to.id, ...body });
    expect(reply).toMatchObject({ status: 201 });
    return reply.body;
  };

  it('is shortened with its root, and no child outlives its parent by a renewal', async () => {
    const [sub, subSub] = [await story.agent(), await story.agent()];
    const root = await vended({ delegations: 2 });
    const child = await delegate(root.id, agent, sub, { delegations: 1 });
    const leaf = await delegate(child.id, sub, subSub);
    const { body: cut } = await renew(root.id, { incrementSeconds: 60 });
    const endOf = async ({ id }: { id: string }) => (await read(id)).expiresAt;
    expect(await Promise.all([root, child, leaf].map(endOf))).toEqual([cut, cut, cut].map((it) => it.expiresAt));
    const renewed = await renew(leaf.id, { incrementSeconds: 600 }, subSub);
    expect([renewed.body.expiresAt, codes(renewed.body.warnings)]).toEqual([cut.expiresAt, ['TTL_CAPPED']]);
    const longer = await renew(root.id, { incrementSeconds: 600 });
    expect([await endOf(child), longer.body.expiresAt > cut.expiresAt]).toEqual([cut.expiresAt, true]);
  });
});

async function policy(of: TestTool, kind: string, settings: object, more: object = {}): Promise<ApiReply> {
  const target = { tools: { only: [of.id] }, actions: { only: ['vend'] } };
  const name = `p_${String(Math.random()).slice(2)}`;
  const reply = await story.admin.post('/api/v1/policies', {
    name,
    kind,
    effect: 'require',
    settings,
    target,
    ...more,
  });
  expect(reply).toMatchObject({ status: 201 });
  return reply;
}
