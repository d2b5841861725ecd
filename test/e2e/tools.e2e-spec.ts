import { randomUUID } from 'node:crypto';
import { ApiClient } from '../support/api-client.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';
import { registerTool, toolDefinition } from '../support/tools.js';

const PATH = '/api/v1/tools';

let registry: TestRegistry;
let admin: ApiClient;

beforeAll(async () => {
  registry = await startTestRegistry();
  admin = await new ApiClient(registry.url).login();
});
afterAll(() => registry.close());

const registered = (given: object = {}) => registerTool(admin, given);

describe('registering', () => {
  it('answers with the tool, whole, and its ETag', async () => {
    const me = (await admin.get('/api/v1/auth/me')).body;
    const given = toolDefinition({
      title: 'Weather forecast',
      scopes: ['forecast:read'],
      tags: ['weather'],
      metadata: { docs: 'https://wiki.example.com' },
      inputSchema: { type: 'object', properties: { city: { type: 'string' } } },
      outputSchema: { type: 'object' },
      version: '2.1.0',
    });
    const { status, body, headers } = await admin.post(PATH, given);
    expect(status).toBe(201);
    expect(body).toMatchObject({ ...given, scopes: ['invoke', 'forecast:read'], authRequired: true, revision: 1 });
    expect(body.ownerId).toBe(me.agentId);
    expect(headers.get('etag')).toBe('"1"');
    const { findings, ...tool } = body;
    expect(findings).toEqual([]);
    expect((await admin.get(`${PATH}/${body.id}`)).body).toEqual(tool);
  });

  it('fills in what is left out', async () => {
    const { id, name } = await registered();
    expect((await admin.get(`${PATH}/${id}`)).body).toMatchObject({
      title: name,
      version: '1.0.0',
      inputSchema: { type: 'object' },
      outputSchema: null,
      scopes: ['invoke'],
      tags: [],
      metadata: {},
    });
  });

  it.each<[string, object, string]>([
    ['a name with a dot', { name: 'a.b' }, '/name'],
    ['a name that begins with a digit', { name: '1a' }, '/name'],
    ['a long name', { name: 'x'.repeat(65) }, '/name'],
    ['no description', { description: '' }, '/description'],
    ['an unknown type', { type: 'carrier_pigeon' }, '/type'],
    ['an unknown setting', { settings: { method: 'GET', speed: 1 } }, '/settings/speed'],
    ['a method that is none', { settings: { method: 'SING' } }, '/settings/method'],
    ['settings that are a list', { settings: [] }, '/settings'],
    [
      'a parameter that sets the host',
      { settings: { method: 'GET', parameters: [{ name: 'Host', in: 'header' }] } },
      '/settings/parameters/0/name',
    ],
    ['an endpoint that is no URL', { endpoint: 'weather' }, '/endpoint'],
    ['an endpoint of another scheme', { endpoint: 'ftp://weather.example.com' }, '/endpoint'],
    ['an endpoint with empty credentials', { endpoint: 'https://@weather.example.com' }, '/endpoint'],
    ['an endpoint with a password', { endpoint: 'https://u:p@weather.example.com' }, '/endpoint'],
    ['an endpoint with a fragment', { endpoint: 'https://weather.example.com/#a' }, '/endpoint'],
    ['input that is no object', { inputSchema: { type: 'string' } }, '/inputSchema/type'],
    ['a version with a number that begins with a zero', { version: '01.0.0' }, '/version'],
    ['a version with such a number behind it', { version: '1.0.0-01' }, '/version'],
    ['an asynchronous schema', { inputSchema: { type: 'object', $async: true } }, '/inputSchema/$async'],
    ['a remote reference', { inputSchema: { type: 'object', $ref: 'https://example.com' } }, '/inputSchema/$ref'],
    ['an unknown dialect', { outputSchema: { $schema: 'https://example.com' } }, '/outputSchema/$schema'],
    ['a schema that is none', { outputSchema: { type: 'strin' } }, '/outputSchema'],
    ['a version that is none', { version: '1.0' }, '/version'],
    ['an upper-case tag', { tags: ['Weather'] }, '/tags'],
    ['a tag twice', { tags: ['a', 'a'] }, '/tags'],
    ['too much metadata', { metadata: { a: 'x'.repeat(20_000) } }, '/metadata'],
    ['null for a text', { title: null }, '/title'],
    ['null for a path', { settings: { method: 'GET', path: null } }, '/settings/path'],
    ['null for a list of parameters', { settings: { method: 'GET', parameters: null } }, '/settings/parameters'],
    [
      'null for a list of files',
      { settings: { method: 'POST', body: { contentType: 'multipart/form-data', files: null } } },
      '/settings/body/files',
    ],
    [
      'null for a setting of a model',
      { type: 'llm', settings: { model: 'x', temperature: null } },
      '/settings/temperature',
    ],
    ['another owner', { ownerId: randomUUID() }, '/ownerId'],
  ])('refuses %s', async (_, given, pointer) => {
    const { status, body } = await admin.post(PATH, toolDefinition(given));
    expect({ status, pointer: body.errors?.[0]?.pointer }).toEqual({ status: 400, pointer });
  });

  it('knows names without regard to case', async () => {
    const { name } = await registered({ name: 'Case_Sensitive' });
    const { status, body } = await admin.post(PATH, toolDefinition({ name: name.toUpperCase() }));
    expect({ status, code: body.code }).toEqual({ status: 409, code: 'NAME_TAKEN' });
  });

  it('gives a name to one of many who want it at once', async () => {
    const names = ['race', 'Race', 'RACE', 'rACE', 'raCe', 'racE'];
    const replies = await Promise.all(names.map((name) => admin.post(PATH, toolDefinition({ name }))));
    expect(replies.map((it) => it.status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
  });
});
