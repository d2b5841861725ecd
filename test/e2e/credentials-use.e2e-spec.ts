import { Clock } from '../../src/common/clock.js';
import { CredentialUsesRepository } from '../../src/credentials/validation/credential-uses.repository.js';
import type { ApiClient } from '../support/api-client.js';
import { CredentialStory, type TestAgent, type TestTool } from '../support/credential-story.js';
import { ProofKey } from '../support/dpop.js';
import { eventually } from '../support/eventually.js';
import { type SecondInstance, startSecondInstance } from '../support/second-instance.js';

const PATH = '/api/v1/credentials/validate';
const REFUSED = '{"active":false}';

let story: CredentialStory;
let second: SecondInstance;
let tool: TestTool;
let agent: TestAgent;
let elsewhere: ApiClient;

beforeAll(async () => {
  story = await CredentialStory.begin();
  second = await startSecondInstance(story.registry);
  [tool, agent] = [await story.tool(), await story.agent()];
  await story.permit(tool);
  elsewhere = second.api.as(story.admin.token ?? '');
});
afterAll(async () => {
  await second.close();
  await story.end();
});
afterEach(() => jest.restoreAllMocks());

const KEY = '0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I';
const OTHER_KEY = KEY.replace('0', '1');

const vended = async (body: object = {}, of = tool) => {
  const reply = await story.vend(agent, of, { ...body });
  expect(reply).toMatchObject({ status: 201 });
  return reply.body as { id: string; token: string; leaseId: string; issuedAt: string; expiresAt: string };
};
const ask = async (token: string, conditions: object = {}, asker: ApiClient = story.admin) =>
  (await asker.post(PATH, { token, ...conditions })).body;
const revoke = ({ id }: { id: string }) => agent.client.post(`/api/v1/credentials/${id}/revoke`);
const uriOf = ({ id }: TestTool) => `${story.registry.url}/api/v1/tools/${id}`;

/** Counts what an instance asks the database of credentials. */
function asked({ app }: { app: SecondInstance['app'] }): jest.SpyInstance {
  return jest.spyOn(app.get(CredentialUsesRepository, { strict: false }), 'ask');
}

describe.each([
  ['not seen before', {}, false],
  ['kept in memory', {}, true],
  ['of counted uses', { maxUses: 1 }, false],
  ['that is a JWT', { format: 'jwt' }, false],
  ['that is a JWT and kept in memory', { format: 'jwt' }, true],
])('a credential %s', (_, terms, kept) => {
  const bound = { addresses: ['10.0.0.0/8', '2001:db8::/32'], scopes: ['stock:read'], boundKey: KEY, ...terms };
  const good = { address: '10.1.2.3', scopes: ['stock:read'], provenKey: KEY };

  it.each<[string, object]>([
    ['without an address', { address: undefined }],
    ['from another address', { address: '11.1.2.3' }],
    ['from an address of the other family', { address: '2002:db8::1' }],
    ['without a proven key', { provenKey: undefined }],
    ['with a proof of another key', { provenKey: OTHER_KEY }],
    ['for another audience', { audience: 'https://other.example.com' }],
    ['for the registry', { audience: 'URL' }],
    ['for a scope that it lacks', { scopes: ['stock:read', 'stock:write'] }],
  ])('is not good %s, and no use is taken', async (__, wrong) => {
    const { token } = await vended(bound);
    if (kept) expect(await ask(token, good)).toMatchObject({ active: true });
    const given = JSON.parse(JSON.stringify({ ...good, ...wrong }).replace('URL', story.registry.url)) as object;
    expect(JSON.stringify(await ask(token, given))).toBe(REFUSED);
    expect(await ask(token, good)).toMatchObject({ active: true });
  });

  it.each(['10.1.2.3', '::ffff:10.1.2.3', '2001:DB8:0::1'])('is good from %s for its tool', async (address) => {
    const { token } = await vended(bound);
    if (kept) await ask(token, good);
    expect(await ask(token, { address, audience: uriOf(tool), provenKey: KEY })).toMatchObject({ active: true });
  });

  it('is not good for whoever may ask about other tools only', async () => {
    const { token } = await vended(terms);
    if (kept) await ask(token);
    const stranger = await story.agent({ permissions: ['credential:validate:#other'], roles: [], type: 'service' });
    expect(JSON.stringify(await ask(token, {}, stranger.client))).toBe(REFUSED);
    expect(await ask(token)).toMatchObject({ active: true });
  });

  it('ends everywhere with its revocation', async () => {
    const credential = await vended(terms);
    if (kept) for (const asker of [story.admin, elsewhere]) await ask(credential.token, {}, asker);
    await revoke(credential);
    expect(JSON.stringify(await ask(credential.token))).toBe(REFUSED);
    await eventually(async () => expect(JSON.stringify(await ask(credential.token, {}, elsewhere))).toBe(REFUSED));
    expect(await story.invoke(credential.token, tool)).toMatchObject({ status: 401 });
  });
});

describe('an answer', () => {
  it('says for whom and how the token is, and by which lease', async () => {
    const key = await ProofKey.make();
    const { id, token } = await vended({ boundKey: key.thumbprint });
    expect(await ask(token, { provenKey: key.thumbprint })).toMatchObject({
      ...{ active: true, credentialId: id, leaseId: `tools/${tool.id}/agents/${agent.id}/${id}` },
      ...{ tokenType: 'DPoP', cnf: { jkt: key.thumbprint }, audience: uriOf(tool) },
    });
  });

  it('tells who acts for the agent, the latest first', async () => {
    const [helper, third] = [await story.agent(), await story.agent()];
    const delegate = async (from: { id: string }, by: TestAgent, to: TestAgent, delegations: number) => {
      const given = { agentId: to.id, delegations };
      return (await by.client.post(`/api/v1/credentials/${from.id}/delegate`, given)).body as {
        id: string;
        token: string;
      };
    };
    const child = await delegate(await vended({ delegations: 2 }), agent, helper, 1);
    const { token } = await delegate(child, helper, third, 0);
    const act = { sub: helper.id, act: { sub: agent.id } };
    expect(await ask(token)).toMatchObject({ active: true, agentId: third.id, act });
  });

  it.each([
    ['address', '10.0.0.1/8'],
    ['address', 'fe80::1%eth0'],
    ['address', '010.0.0.1'],
    ['address', ''],
    ['address', ['10.0.0.1']],
    ['provenKey', KEY.slice(1)],
    ['provenKey', null],
    ['audience', 7],
    ['audience', 'long'.repeat(513)],
  ])('is refused for the %s %.20j', async (member, value) => {
    const { status, body } = await story.admin.post(PATH, { token: 'x', [member]: value });
    expect(status).toBe(400);
    const pointers = (body.errors as { pointer: string }[]).map(({ pointer }) => pointer);
    expect(new Set(pointers)).toEqual(new Set([`/${member}`]));
  });

  it('is the same for a JWT that is none of a credential, or of which a letter is wrong', async () => {
    const { token } = await vended({ format: 'jwt' });
    const [header, payload, signature = ''] = token.split('.');
    const forged = `${header}.${payload}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
    for (const it of [forged, `${token}x`, token.slice(1), story.admin.token ?? '']) {
      expect(JSON.stringify(await ask(it))).toBe(REFUSED);
    }
  });
});

describe('a credential whose uses are not counted', () => {
  it('is asked of the database once, by each instance', async () => {
    const { token } = await vended();
    const questions = [asked(story.registry), asked(second)];
    for (let turn = 0; turn < 3; turn += 1) {
      for (const asker of [story.admin, elsewhere]) expect(await ask(token, {}, asker)).toMatchObject({ active: true });
    }
    expect(questions.map((it) => it.mock.calls.length)).toEqual([1, 1]);
  });

  it.each(['opaque', 'jwt'])('ends by the clock, as %s, although it is kept', async (format) => {
    const { token } = await vended({ format, ttlSeconds: 60 });
    expect(await ask(token)).toMatchObject({ active: true });
    const later = new Date(Date.now() + 61_000);
    jest.spyOn(story.registry.app.get(Clock, { strict: false }), 'now').mockReturnValue(later);
    expect(JSON.stringify(await ask(token))).toBe(REFUSED);
  });

  it('is told under the new name of its tool, and to nobody who has lost the tag of it', async () => {
    const tagged = await story.tool({ tags: ['stock'] });
    await story.permit(tagged);
    const { token } = await vended({}, tagged);
    const service = await story.agent({ permissions: ['credential:validate:#stock'], roles: [], type: 'service' });
    for (const asker of [service.client, elsewhere]) await ask(token, {}, asker);
    const name = `${tagged.name}_2`;
    await story.admin.patch(`/api/v1/tools/${tagged.id}`, { name, tags: [] }, { 'if-match': tagged.etag });
    expect(JSON.stringify(await ask(token, {}, service.client))).toBe(REFUSED);
    await eventually(async () => expect(await ask(token, {}, elsewhere)).toMatchObject({ toolName: name }));
  });

  it('is never kept as it was before the revocation that came while it was read', async () => {
    const credential = await vended();
    const uses = story.registry.app.get(CredentialUsesRepository, { strict: false });
    const question = uses.ask.bind(uses);
    jest.spyOn(uses, 'ask').mockImplementationOnce(async (...given) => {
      const answer = await question(...given);
      expect(await revoke(credential)).toMatchObject({ status: 200 });
      return answer;
    });
    expect(await ask(credential.token)).toMatchObject({ active: true });
    expect(JSON.stringify(await ask(credential.token))).toBe(REFUSED);
  });
});

describe('a credential of counted uses', () => {
  it('of one use is had by exactly one of a hundred that ask two instances', async () => {
    const { token } = await vended({ maxUses: 1 });
    const askers = Array.from({ length: 100 }, (_, it) => (it % 2 ? story.admin : elsewhere));
    const answers = await Promise.all(askers.map((it) => ask(token, {}, it)));
    expect(answers.filter((it) => it.active === true)).toHaveLength(1);
    expect(answers.filter((it) => it.active === false)).toHaveLength(99);
  });
});

describe('a credential that is bound to a key', () => {
  it.each(['opaque', 'jwt'])('opens its tool, as %s, to whoever proves to hold it, once a proof', async (format) => {
    const key = await ProofKey.make();
    const { token } = await vended({ format, boundKey: key.thumbprint });
    const path = `/api/v1/tools/${tool.id}/invocations`;
    const present = (scheme: string, proof?: string) =>
      story.admin.as('').send(
        'POST',
        path,
        { input: { sku: 'A' } },
        {
          authorization: `${scheme} ${token}`,
          ...(proof && { dpop: proof }),
        },
      );
    const proofBy = (of: ProofKey) => of.proof({ method: 'POST', url: story.registry.url + path, accessToken: token });
    const proof = proofBy(key);
    expect((await present('DPoP', proof)).status).toBe(200);
    expect((await present('DPoP', proof)).status).toBe(401);
    expect((await present('DPoP')).status).toBe(401);
    expect((await present('Bearer')).status).toBe(401);
    expect((await present('Bearer', proofBy(key))).status).toBe(401);
    expect((await present('DPoP', proofBy(await ProofKey.make()))).status).toBe(401);
  });
});
