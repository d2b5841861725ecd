import { randomUUID } from 'node:crypto';
import { ApiClient } from '../support/api-client.js';
import { importDocument, openApi, operation } from '../support/openapi-documents.js';
import { exchange, newMachine, tokenOf } from '../support/oauth.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';
import { registerTool, toolDefinition } from '../support/tools.js';

const ANY = { 'if-match': '*' };
const OTHER = { endpoint: 'https://elsewhere.example.com' };
const BODY = { description: 'The weather.', type: 'http', settings: { method: 'GET', path: '/forecast' } };

let registry: TestRegistry;
let author: ApiClient;
let reviewer: ApiClient;

beforeAll(async () => {
  registry = await startTestRegistry({ variables: { TOOL_ACTIVATION: 'second_person' } });
  author = await new ApiClient(registry.url).login();
  reviewer = await agent('admin');
});
afterAll(() => registry.close());

const agent = (...roles: string[]) => newAgent({ roles });

async function newAgent(given: object): Promise<ApiClient> {
  const name = `agent_${randomUUID()}`;
  const password = 'a-long-enough-password';
  const made = await author.post('/api/v1/agents', { name, type: 'bot', password, ...given });
  expect(made.status).toBe(201);
  return new ApiClient(registry.url).login(name, password);
}

const newName = () => `t_${randomUUID().slice(0, 8)}`;
const path = (id: string, rest = '') => `/api/v1/tools/${id}${rest}`;
const take = (client: ApiClient, id: string, transition: string) =>
  client.post(path(id, '/transitions'), { transition, reason: 'Because.' }, ANY);
const statusOf = async (id: string) => (await author.get(path(id))).body.status;

async function approved(): Promise<string> {
  const { id } = await registerTool(author);
  expect((await take(reviewer, id, 'activate')).status).toBe(200);
  return id;
}

async function expectUnused(id: string): Promise<void> {
  expect(await author.post(path(id, '/invocations'), { input: {} })).toMatchObject({
    status: 409,
    body: { code: 'TOOL_NOT_ACTIVE' },
  });
  expect((await author.post(path(id, '/credentials'), {})).body.code).toBe('TOOL_NOT_ACTIVE');
}

async function expectAuthorRefused(id: string): Promise<void> {
  expect(await take(author, id, 'activate')).toMatchObject({ status: 403, body: { code: 'SECOND_PERSON_NEEDED' } });
}

const document = (given: object = {}) => openApi({ '/a': { get: operation('a', given) } });

/** Every way in which a tool comes to be. @returns its id. */
const COMING: Readonly<Record<string, () => Promise<string>>> = {
  register: async () => (await registerTool(author)).id,
  'register a draft': async () => (await registerTool(author, { status: 'draft' })).id,
  'bulk create': async () =>
    (await author.post('/api/v1/tools/bulk/create', { tools: [toolDefinition()] })).body.results[0].id,
  'import OpenAPI': async () => {
    const documentName = newName();
    const { body: plan } = await importDocument(author, document(), { documentName, dryRun: true });
    expect(plan.created).toMatchObject([{ id: null, status: 'draft' }]);
    return (await importDocument(author, document(), { documentName })).body.created[0].id;
  },
  'import JSON Lines': async () => {
    const line = JSON.stringify(toolDefinition({ name: newName() }));
    return (await author.post('/api/v1/tools/import', { format: 'jsonl', document: line })).body.created[0].id;
  },
};

describe.each(Object.entries(COMING))('%s', (_, come) => {
  it('makes a draft, which only a second person activates', async () => {
    const id = await come();
    expect(await statusOf(id)).toBe('draft');
    await expectUnused(id);
    await expectAuthorRefused(id);
    expect(await take(reviewer, id, 'activate')).toMatchObject({ status: 200, body: { status: 'active' } });
  });
});

/** Every way in which a definition changes. */
const CHANGES: Readonly<Record<string, (id: string) => Promise<{ status: number }>>> = {
  patch: (id) => author.patch(path(id), OTHER, ANY),
  'patch of the description': (id) => author.patch(path(id), { description: 'Call me first.' }, ANY),
  put: (id) => author.put(path(id), { ...BODY, ...OTHER, name: newName() }, ANY),
  'bulk update': (id) => author.post('/api/v1/tools/bulk/update', { tools: [{ id, ...OTHER }] }),
  'publish version': (id) => author.post(path(id, '/versions'), OTHER),
};

describe.each(Object.entries(CHANGES))('%s', (_, change) => {
  it('takes a tool out of use until a second person activates it', async () => {
    const id = await approved();
    expect((await change(id)).status).toBeLessThan(300);
    expect(await statusOf(id)).toBe('in_review');
    await expectUnused(id);
    await expectAuthorRefused(id);
    expect((await take(reviewer, id, 'activate')).status).toBe(200);
  });
});

describe('a tool in review', () => {
  it('is not approved by who changed it meanwhile', async () => {
    const { id } = await registerTool(author);
    expect((await reviewer.patch(path(id), OTHER, ANY)).status).toBe(200);
    expect((await take(reviewer, id, 'activate')).status).toBe(403);
  });

  it('is not approved by who submitted it', async () => {
    const { id } = await registerTool(author);
    expect((await take(reviewer, id, 'submit')).status).toBe(200);
    expect(await take(reviewer, id, 'activate')).toMatchObject({ body: { code: 'SECOND_PERSON_NEEDED' } });
  });

  it('stays out of use when an alias goes to what was approved', async () => {
    const id = await approved();
    await author.post(path(id, '/versions'), OTHER);
    expect((await author.put(path(id, '/aliases/stable'), { version: '1.0.0' }, ANY)).status).toBeLessThan(300);
    expect(await statusOf(id)).toBe('in_review');
    await expectUnused(id);
  });
});

describe('a second person', () => {
  const idOf = async (client: ApiClient) => (await client.get('/api/v1/auth/me')).body.agentId;
  const owned = async (client: ApiClient) => newAgent({ roles: ['admin'], ownerId: await idOf(client) });
  const expectRefused = async (client: ApiClient, id: string) =>
    expect(await take(client, id, 'activate')).toMatchObject({ status: 403, body: { code: 'SECOND_PERSON_NEEDED' } });

  it('is no agent that one of the authors owns, nor who owns one, nor another of the same owner', async () => {
    const owner = await agent('admin');
    const [bot, helper] = [await owned(owner), await owned(owner)];
    const underling = await owned(helper);
    const [byOwner, byBot] = [await registerTool(owner), await registerTool(bot)];
    await expectRefused(bot, byOwner.id);
    await expectRefused(underling, byOwner.id);
    for (const client of [owner, helper, underling]) await expectRefused(client, byBot.id);
    expect((await take(reviewer, byBot.id, 'activate')).status).toBe(200);
  });

  it('is neither who acts for an author, nor whom an author acts for', async () => {
    const [person, service] = [
      await newMachine(author, { roles: ['admin'] }),
      await newMachine(author, { roles: ['admin'] }),
    ];
    const token = await tokenOf(registry.url, person);
    const { body } = await exchange(registry.url, service, token);
    const [alone, acting] = [await tokenOf(registry.url, service), String(body.access_token)].map(
      (it) => new ApiClient(registry.url, it),
    ) as [ApiClient, ApiClient];
    const [byService, byBoth] = [await registerTool(alone), await registerTool(acting)];
    await expectRefused(acting, byService.id);
    await expectRefused(alone, byBoth.id);
    expect((await take(new ApiClient(registry.url, token), byService.id, 'activate')).status).toBe(200);
  });
});

describe('a tool in use', () => {
  it('keeps its status when an alias moves among versions that were approved', async () => {
    const id = await approved();
    await author.post(path(id, '/versions'), OTHER);
    await take(reviewer, id, 'activate');
    expect((await author.put(path(id, '/aliases/stable'), { version: '1.0.0' }, ANY)).status).toBeLessThan(300);
    expect(await statusOf(id)).toBe('active');
  });

  it('is taken out of use by a version that nobody is served, since callers can ask for it', async () => {
    const id = await approved();
    await author.put(path(id, '/aliases/stable'), { version: '1.0.0' }, ANY);
    expect((await author.post(path(id, '/versions'), OTHER)).status).toBe(201);
    expect((await author.get(path(id))).body).toMatchObject({ version: '1.0.0', status: 'in_review' });
  });

  it('stays in use when only its tags change', async () => {
    const id = await approved();
    expect((await author.patch(path(id), { tags: ['a'] }, ANY)).body.status).toBe('active');
  });

  it.each([[[]], [['description']]])('does not pass by an import that declares %j benign', async (benign) => {
    const documentName = newName();
    const id = (await importDocument(author, document({ description: 'One.' }), { documentName })).body.created[0].id;
    expect((await take(reviewer, id, 'activate')).status).toBe(200);
    const status = benign.length > 0 ? 'in_review' : 'quarantined';
    for (const dryRun of [true, false]) {
      const { body } = await importDocument(author, document({ description: 'Two.' }), {
        documentName,
        benign,
        dryRun,
      });
      expect(body.updated).toMatchObject([{ id, status }]);
    }
    expect(await statusOf(id)).toBe(status);
    if (benign.length === 0) expect((await take(reviewer, id, 'release')).body.status).toBe('in_review');
    await expectUnused(id);
    await expectAuthorRefused(id);
    expect((await take(reviewer, id, 'activate')).status).toBe(200);
  });
});

it('refuses to register active tools, and names the field', async () => {
  const active = toolDefinition({ status: 'active' });
  const problem = { code: 'STATUS_NOT_ALLOWED', errors: [{ pointer: '/status' }] };
  expect(await author.post('/api/v1/tools', active)).toMatchObject({ status: 400, body: problem });
  const { body } = await author.post('/api/v1/tools/bulk/create', { tools: [active] });
  expect(body.results[0]).toMatchObject({ outcome: 'refused', problem: { code: 'STATUS_NOT_ALLOWED' } });
  for (const status of ['retired', 'quarantined', null, 7]) {
    const refused = await author.post('/api/v1/tools', toolDefinition({ status }));
    expect([refused.status, refused.body.errors?.[0]?.pointer]).toEqual([400, '/status']);
  }
});

it('takes the permission to review', async () => {
  const name = `agent_${randomUUID()}`;
  const password = 'a-long-enough-password';
  const permissions = ['self:read', 'tool:read', 'tool:manage'];
  const { body: manager } = await author.post('/api/v1/agents', { name, type: 'bot', password, permissions });
  const { id } = await registerTool(author);
  expect((await author.patch(path(id), { ownerId: manager.id }, ANY)).status).toBe(200);
  const owner = () => new ApiClient(registry.url).login(name, password);
  const refused = await take(await owner(), id, 'activate');
  expect([refused.status, refused.body.detail]).toEqual([403, expect.stringContaining('tool:review')]);
  await author.patch(`/api/v1/agents/${manager.id}`, { permissions: [...permissions, `tool:review:${id}`] }, ANY);
  expect((await take(await owner(), id, 'activate')).status).toBe(200);
});
