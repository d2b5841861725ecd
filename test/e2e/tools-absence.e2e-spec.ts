import { randomUUID } from 'node:crypto';
import { routesOf } from '../../src/openapi/routes.js';
import { ApiClient } from '../support/api-client.js';
import { importDocument, openApi, operation } from '../support/openapi-documents.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';
import { registerTool, toolDefinition } from '../support/tools.js';

const PATH = '/api/v1/tools';
const ANY = { 'if-match': '*' };
const TAG = 'zanzibar-tag';
const NAME = 'zanzibar_quokkas';
const document = openApi({ '/a': { get: operation('seen') }, '/b': { get: operation('zanzibar') } });
const without = openApi({ '/a': { get: operation('seen') } });

/** What a route is sent besides the id of a tool; a route that is not here has no test. */
const BODIES: Readonly<Record<string, object | undefined>> = {
  'GET /:id': undefined,
  'PUT /:id': toolDefinition(),
  'PATCH /:id': { title: 'Mine' },
  'DELETE /:id': undefined,
  'GET /:id/access': undefined,
  'GET /:id/aliases': undefined,
  'PUT /:id/aliases/:alias': { version: '1.0.0' },
  'DELETE /:id/aliases/:alias': undefined,
  'POST /:id/credentials': {},
  'GET /:id/findings': undefined,
  'POST /:id/invocations': { input: {} },
  'GET /:id/pins': undefined,
  'PUT /:id/pins/:agentId': { version: '1.0.0' },
  'DELETE /:id/pins/:agentId': undefined,
  'GET /:id/secrets': undefined,
  'PUT /:id/secrets/:slot': { value: 'open-sesame-open', placement: 'bearer' },
  'DELETE /:id/secrets/:slot': undefined,
  'GET /:id/secrets/:slot/own': undefined,
  'PUT /:id/secrets/:slot/own': { value: 'open-sesame-open' },
  'DELETE /:id/secrets/:slot/own': undefined,
  'POST /:id/transitions': { transition: 'quarantine', reason: 'Because.' },
  'GET /:id/usage': undefined,
  'GET /:id/versions': undefined,
  'POST /:id/versions': { scopes: ['a:b'] },
  'GET /:id/versions/:version': undefined,
  'GET /:id/versions/:version/diff/:other': undefined,
  'POST /:id/versions/:version/withdraw': { reason: 'Because.' },
};
const PARAMETERS: Readonly<Record<string, string>> = {
  alias: 'stable',
  version: '1.0.0',
  other: 'latest',
  slot: 'key',
};

let registry: TestRegistry;
let admin: ApiClient;
let hidden: string;
let agentId: string;

beforeAll(async () => {
  registry = await startTestRegistry();
  admin = await new ApiClient(registry.url).login();
  agentId = (await admin.get('/api/v1/auth/me')).body.agentId;
  await registerTool(admin, { name: 'seen_tool', description: 'The weather.' });
  const given = { name: NAME, description: 'Counts quokkas in Zanzibar.', tags: [TAG] };
  hidden = (await registerTool(admin, given)).id;
  await admin.post(`${PATH}/${hidden}/versions`, { scopes: ['zanzibar:read'] });
  await admin.put(`${PATH}/${hidden}/aliases/stable`, { version: '1.0.0' }, ANY);
  const { body } = await importDocument(admin, document, { documentName: 'doc' });
  const imported = body.created.find((it: { operation: string }) => it.operation === 'GET /b').id;
  await admin.patch(`${PATH}/${imported}`, { tags: [TAG] }, ANY);
  const policy = await admin.post('/api/v1/policies', {
    ...{ name: 'Nobody knows', kind: 'role_based', effect: 'deny', settings: { roles: 'any' } },
    target: { tags: { only: [TAG] }, actions: { only: ['discover'] } },
  });
  expect(policy).toMatchObject({ status: 201 });
});
afterAll(() => registry.close());

/** What tells one refusal from another, whatever it is about. */
async function refusalOf(route: string, id: string) {
  const [method = '', path = ''] = route.split(' ');
  const filled = path.replace(':id', id).replace(':agentId', agentId);
  const concrete = filled.replaceAll(/:(\w+)/g, (_, name: string) => PARAMETERS[name] ?? name);
  const { status, headers, body } = await admin.send(method, PATH + concrete, BODIES[route], ANY);
  const told = { ...body, requestId: undefined, instance: undefined };
  return { status, told, etag: headers.get('etag'), link: headers.get('link') };
}

describe('a tool that a caller may not discover', () => {
  it('is tried on every route that names a tool', () => {
    const routes = routesOf(registry.app).filter(({ path }) => path.startsWith(`${PATH}/:id`));
    const known = routes.map(({ method, path }) => `${method} ${path.slice(PATH.length)}`);
    expect(known.sort()).toEqual(Object.keys(BODIES).sort());
  });

  it.each(Object.keys(BODIES))('is not there for %s', async (route) => {
    const refusal = await refusalOf(route, hidden);
    expect(refusal).toMatchObject({ status: 404, told: { code: expect.stringMatching(/^(TOOL|SECRET)_NOT_FOUND$/) } });
    expect(refusal).toEqual(await refusalOf(route, randomUUID()));
  });

  it.each([
    '?limit=100&facets=tag,type,owner,status',
    `?tag=${TAG}&facets=tag`,
    '?name=zanzibar&facets=owner',
    '?sort=-updatedAt&limit=1',
    '/search?q=quokkas&facets=tag,type,owner,status&explain=true',
    '/search?q=quokas%20in%20zanzibr&explain=true',
    `/search?q=the&tag=${TAG}&facets=tag`,
    '/export?format=mcp',
    '/export?format=openai',
    '/export?format=anthropic',
    '/export?format=gemini',
    `/export?format=mcp&tag=${TAG}`,
  ])('is not in %s, nor counted', async (url) => {
    const { status, body } = await admin.get(PATH + url);
    const answer = { ...body, query: undefined };
    expect(status).toBe(200);
    expect(JSON.stringify(answer)).not.toContain('zanzibar_');
    expect(JSON.stringify(answer)).not.toContain('Counts');
    expect(JSON.stringify(answer)).not.toContain(hidden);
    expect(body.facets?.tag ?? []).toEqual([]);
    for (const { count } of [...(body.facets?.owner ?? []), ...(body.facets?.type ?? [])]) expect(count).toBe(2);
  });

  it.each<[string, object]>([
    ['a conversation', { messages: [{ role: 'user', content: 'count quokkas' }] }],
    ['a plan', { plan: ['count quokkas'] }],
  ])('is in no answer to %s', async (_, question) => {
    const { status, body } = await admin.post(`${PATH}/search`, { ...question, explain: true });
    expect(status).toBe(200);
    expect(JSON.stringify(body)).not.toContain(hidden);
  });

  it.each<[string, object]>([
    ['update', { title: 'Mine' }],
    ['delete', {}],
  ])('cannot be told from none by bulk %s', async (action, change) => {
    const absent = randomUUID();
    const { status, body } = await admin.post(`${PATH}/bulk/${action}`, {
      tools: [hidden, absent].map((id) => ({ id, ...change })),
    });
    expect(status).toBe(200);
    const [one, other] = body.results;
    expect(one.problem.code).toBe('TOOL_NOT_FOUND');
    expect({ ...one, index: 0 }).toEqual({ ...other, index: 0 });
  });

  it('is in no plan of an import: neither changed nor gone', async () => {
    const line = JSON.stringify({ ...toolDefinition({ name: NAME }), description: 'Mine.' });
    const lines = await admin.post(`${PATH}/import`, { format: 'jsonl', document: line, dryRun: true });
    const again = await importDocument(admin, without, { documentName: 'doc', gone: 'delete', dryRun: true });
    expect(again.body).toMatchObject({ created: [], updated: [], gone: [] });
    expect(lines.body).toMatchObject({ created: [], updated: [] });
    expect(JSON.stringify(lines.body)).not.toContain(hidden);
  });

  it('is told of in one way alone: its name is taken', async () => {
    const { status, body } = await admin.post(PATH, toolDefinition({ name: NAME }));
    expect([status, body.code]).toEqual([409, 'NAME_TAKEN']);
    expect(JSON.stringify(body)).not.toContain(hidden);
  });
});
