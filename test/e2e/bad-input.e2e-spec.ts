import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { type Route, routesOf } from '../../src/openapi/routes.js';
import { ApiClient } from '../support/api-client.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

type Refusal = readonly [status: number, code: string];

const INVALID: Refusal = [400, 'VALIDATION_FAILED'];
const DEEP = `${'{"a":'.repeat(200)}1${'}'.repeat(200)}`;

interface BadBody {
  readonly what: string;
  readonly body: string | Uint8Array;
  readonly refusal: Refusal;
  readonly type?: string;
}

const refused = (what: string, body: BadBody['body'], refusal: Refusal, type?: string): BadBody =>
  type === undefined ? { what, body, refusal } : { what, body, refusal, type };

/** What no route that takes a body may accept, and how each is refused. */
const BODIES: readonly BadBody[] = [
  refused('malformed JSON', '{"name":', [400, 'MALFORMED_JSON']),
  refused('bytes that are not UTF-8', Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x7d), [400, 'MALFORMED_JSON']),
  refused('an unknown member', '{"noSuchMember":1}', INVALID),
  refused('a list', '[]', INVALID),
  refused('a text', '"text"', INVALID),
  refused('null', 'null', INVALID),
  refused('200 levels of nesting', DEEP, INVALID),
  refused('200 levels of lists', '['.repeat(200) + ']'.repeat(200), INVALID),
  refused('a NUL character', String.raw`{"name":"a\u0000b"}`, INVALID),
  refused('a lone surrogate', String.raw`{"name":"a\ud800b"}`, INVALID),
  refused('an infinite number', '{"name":-1e400}', INVALID),
  refused('a NUL in a name', String.raw`{"a\u0000":1}`, INVALID),
  refused('__proto__', '{"__proto__":{"isAdmin":true}}', INVALID),
  refused('constructor.prototype', '{"constructor":{"prototype":{"isAdmin":true}}}', INVALID),
  refused('__proto__ deep inside', '{"metadata":[{"a":{"__proto__":{}}}]}', INVALID),
  refused('a form', 'name=a', [415, 'UNSUPPORTED_MEDIA_TYPE'], 'application/x-www-form-urlencoded'),
  refused('text', '{"name":"a"}', [415, 'UNSUPPORTED_MEDIA_TYPE'], 'text/plain'),
  refused('20 megabytes', `{"name":"${'a'.repeat(20 << 20)}"}`, [413, 'BODY_TOO_LARGE']),
];

describe('bad input', () => {
  let registry: TestRegistry;
  let admin: ApiClient;
  let routes: Route[];
  let rowsBefore: Record<string, number>;

  beforeAll(async () => {
    registry = await startTestRegistry();
    admin = await new ApiClient(registry.url).login();
    routes = routesOf(registry.app).filter(({ path }) => path.startsWith('/api/'));
    rowsBefore = await rows();
  });
  afterAll(() => registry.close());

  it.each(BODIES)(
    'refuses $what on every route',
    async ({ body, refusal: [status, code], type = 'application/json' }) => {
      for (const { path, method } of routes.filter(takesBody)) {
        const reply = await send(method, concrete(path), { body, headers: { 'content-type': type } });
        expect([method, path, reply.status, reply.body.code]).toEqual([method, path, status, code]);
        expect(code === 'VALIDATION_FAILED' ? reply.body.errors.length : 1).toBeGreaterThan(0);
      }
    },
  );

  it('names an unknown query parameter on every route', async () => {
    for (const { method, path } of routes.filter((it) => it.method === 'GET')) {
      const { status, body } = await send(method, `${concrete(path)}?noSuchParameter=1`);
      expect([path, status, body.code]).toEqual([path, ...INVALID]);
      expect(body.errors).toContainEqual(expect.objectContaining({ pointer: 'noSuchParameter' }));
    }
  });

  it.each(['42', 'null', '%00', '..', '%2e%2e', `${randomUUID()}%00`, 'a'.repeat(90)])(
    'refuses the id %s on every route',
    async (id) => {
      for (const { method, path } of routes.filter((it) => /\/:(id|agentId)\b/.test(it.path))) {
        const { status } = await send(method, path.replace(/:(id|agentId)\b/, id).replaceAll(/:\w+/g, 'x'));
        expect([method, path, status, [400, 404, 405].includes(status)]).toEqual([method, path, status, true]);
      }
    },
  );

  it.each(['x', 'eyJhIjoxfQ', 'A'.repeat(60), '%00', '=', 'a b'])(
    'refuses the cursor %s on every list',
    async (cursor) => {
      for (const path of await lists()) {
        const { status, body } = await send('GET', `${path}?cursor=${cursor}`);
        expect([path, status, body.errors?.[0]?.pointer]).toEqual([path, 400, 'cursor']);
      }
    },
  );

  it.each(['0', '101', '-1', '1.5', 'many', '', '1e1', '20&limit=30'])(
    'refuses the limit %s on every list',
    async (limit) => {
      for (const path of await lists()) {
        const { status, body } = await send('GET', `${path}?limit=${limit}`);
        if (limit === '1e1') expect([200, 400]).toContain(status);
        else expect([path, status, body.errors?.[0]?.pointer]).toEqual([path, 400, 'limit']);
      }
    },
  );

  it.each([
    ['/api/v1//agents', 404],
    ['/api/v1/agents/', 404],
    ['/API/v1/agents', 404],
    ['/api/v1/agents%2f', 404],
    ['/api/v1/%61gents', 401],
    ['/api/v1/health/../agents', 401],
    ['/health/live/..%2f..%2fapi/v1/agents', 404],
    ['/api/v1/agents;x=1', 404],
    ['/api/v1/agents%00', 404],
    ['/docs/..%2f..%2fpackage.json', 404],
    ['/docs/%2e%2e/package.json', 404],
  ])('opens nothing to nobody by the path %s', async (path, status) => {
    expect((await new ApiClient(registry.url).get(path)).status).toBe(status);
  });

  it('answers a wrong method on every path with those that are right', async () => {
    for (const { path } of routes) {
      const { status, body, headers } = await send('OPTIONS', concrete(path));
      expect([path, status, body.code]).toEqual([path, 405, 'METHOD_NOT_ALLOWED']);
      expect(headers.get('allow')).toMatch(/^[A-Z, ]+$/);
    }
  });

  it('has stored nothing of all this', async () => {
    expect(await rows()).toEqual(rowsBefore);
  });

  async function send(method: string, path: string, init: RequestInit = {}) {
    const headers = {
      authorization: `Bearer ${admin.token}`,
      'if-match': '*',
      ...(init.headers as Record<string, string>),
    };
    const reply = await fetch(registry.url + path, { ...init, method, headers });
    const text = await reply.text();
    expect(reply.status).toBeLessThan(500);
    return { status: reply.status, headers: reply.headers, body: text ? JSON.parse(text) : undefined };
  }

  /** The lists without a parent: those with one are refused for it first. */
  async function lists(): Promise<string[]> {
    const paths = routes.filter((it) => it.method === 'GET' && !it.path.includes(':')).map((it) => it.path);
    const pages = await Promise.all(paths.map(async (it) => [it, (await admin.get(it)).body.page] as const));
    return pages.filter(([, page]) => page !== undefined).map(([path]) => path);
  }

  async function rows(): Promise<Record<string, number>> {
    const client = new Client({ connectionString: registry.databaseUrl });
    await client.connect();
    try {
      const tables = [
        'agent',
        'role',
        'api_key',
        'auth_method_instance',
        'tool',
        'tool_version',
        'policy',
        'credential',
        'tool_secret',
      ];
      const counts = tables.map((it) => `(SELECT count(*) FROM ${it})::int AS ${it}`);
      return (await client.query<Record<string, number>>(`SELECT ${counts.join(', ')}`)).rows[0] ?? {};
    } finally {
      await client.end();
    }
  }
});

function takesBody({ method }: Route): boolean {
  return ['POST', 'PUT', 'PATCH'].includes(method);
}

function concrete(path: string): string {
  return path.replaceAll(/:(id|\w+Id)\b/g, () => randomUUID()).replaceAll(/:\w+/g, 'x');
}
