import { ApiClient } from '../support/api-client.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

const CONFIGURATION = '/.well-known/authzen-configuration';
const PUBLIC_URL = 'https://tools.example.com/registry';
const HOST = { host: 'tools.example.com' };

let registry: TestRegistry;

beforeAll(async () => {
  registry = await startTestRegistry({ variables: { PUBLIC_URL: `${PUBLIC_URL}/` } });
});
afterAll(() => registry.close());

const get = (path: string, headers = {}) =>
  registry.app.inject({ method: 'GET', url: CONFIGURATION + path, headers: { ...HOST, ...headers } });

describe('AuthZEN metadata', () => {
  it.each(['', '/registry'])('names the public URL and the endpoints, and nothing that is empty: %j', async (path) => {
    const reply = await get(path);
    expect([reply.statusCode, reply.headers['content-type']]).toEqual([200, 'application/json; charset=utf-8']);
    expect(reply.json()).toEqual({
      policy_decision_point: PUBLIC_URL,
      access_evaluation_endpoint: `${PUBLIC_URL}/access/v1/evaluation`,
      access_evaluations_endpoint: `${PUBLIC_URL}/access/v1/evaluations`,
    });
  });

  it.each(['/registry/', '/Registry', '/', '/other', '/..%2fregistry'])('exists for no other: %s', async (path) => {
    expect((await get(path)).statusCode).toBe(404);
  });

  it('needs no proof, and bears the id of its request', async () => {
    expect((await get('', { 'x-request-id': 'abc-1' })).headers['x-request-id']).toBe('abc-1');
  });

  it('may be kept, and is not sent again to who has it', async () => {
    const { headers } = await get('');
    expect(headers['cache-control']).toBe('public, max-age=300');
    expect((await get('', { 'if-none-match': headers.etag })).statusCode).toBe(304);
  });

  it('believes no header about its own name', async () => {
    const lies = { 'x-forwarded-host': 'evil.example.com', 'x-forwarded-proto': 'http', forwarded: 'host=evil' };
    expect((await get('', lies)).json().policy_decision_point).toBe(PUBLIC_URL);
  });
});

describe('AuthZEN metadata without a public URL', () => {
  it('names endpoints that answer', async () => {
    const own = await startTestRegistry();
    try {
      const admin = await new ApiClient(own.url).login();
      const { body } = await admin.get(CONFIGURATION);
      expect(body.policy_decision_point).toBe(own.url);
      for (const endpoint of [body.access_evaluation_endpoint, body.access_evaluations_endpoint]) {
        const { id } = (await admin.get('/api/v1/agents?limit=1')).body.data[0];
        const subject = { type: 'agent', id };
        const resource = { type: 'tool', id: 'none' };
        const reply = await admin.post(endpoint, { subject, resource, action: { name: 'invoke' } });
        expect(reply).toMatchObject({ status: 200, body: { decision: false } });
      }
    } finally {
      await own.close();
    }
  });
});
