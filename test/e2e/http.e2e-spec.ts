import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { ApiClient } from '../support/api-client.js';
import { ProbeModule } from '../support/probe.module.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

const PROBE = '/api/v1/probe';

describe('HTTP', () => {
  let registry: TestRegistry;
  let api: ApiClient;

  beforeAll(async () => {
    registry = await startTestRegistry({ extensions: [ProbeModule] });
    api = new ApiClient(registry.url);
  });
  afterAll(() => registry.close());

  describe('problems', () => {
    it('tells a refusal as a problem document that carries the id of the request', async () => {
      const reply = await api.get('/nowhere?secret=x', { 'x-request-id': 'my-id.1' });
      expect(reply.status).toBe(404);
      expect(reply.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
      expect(reply.headers.get('x-request-id')).toBe('my-id.1');
      expect(reply.body).toEqual({
        type: 'urn:genai-tool-registry:problem:route-not-found',
        title: 'Not Found',
        status: 404,
        detail: expect.any(String),
        instance: '/nowhere',
        code: 'ROUTE_NOT_FOUND',
        requestId: 'my-id.1',
      });
    });

    it('tells nothing of a defect but the id under which the log has it', async () => {
      const { status, body } = await api.get(`${PROBE}/failing`);
      expect(status).toBe(500);
      expect(body.code).toBe('INTERNAL_ERROR');
      expect(JSON.stringify(body)).not.toContain('hunter2');
    });

    it('answers 503 when the database is out of time', async () => {
      const { status, headers, body } = await api.get(`${PROBE}/outage`);
      expect([status, body.code, headers.get('retry-after')]).toEqual([503, 'SERVICE_UNAVAILABLE', '1']);
    });

    it('names the methods of a path that has others', async () => {
      const reply = await api.put(`${PROBE}/${randomUUID()}`, {});
      expect([reply.status, reply.body.code]).toEqual([405, 'METHOD_NOT_ALLOWED']);
      expect(reply.headers.get('allow')).toBe('DELETE, GET, HEAD');
    });

    it.each([
      ['a request id that is no token', { 'x-request-id': 'a b' }],
      ['one that is too long', { 'x-request-id': 'x'.repeat(129) }],
    ])('makes an id instead of %s', async (_, headers: Record<string, string>) => {
      const reply = await api.get('/nowhere', headers);
      expect(reply.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    });
  });

  describe('conditional requests', () => {
    const path = `${PROBE}/${randomUUID()}`;

    it('tags a resource with its revision', async () => {
      const reply = await api.get(path);
      expect([reply.status, reply.headers.get('etag')]).toEqual([200, '"7"']);
    });

    it.each(['"7"', 'W/"7"', '"6", "7"', '*'])('answers 304 to a reader that has %s', async (known) => {
      const reply = await api.get(path, { 'if-none-match': known });
      expect([reply.status, reply.body]).toEqual([304, '']);
    });

    it('answers in full to a reader that has another revision', async () => {
      expect((await api.get(path, { 'if-none-match': '"6"' })).status).toBe(200);
    });

    it.each([
      [undefined, 428, 'PRECONDITION_REQUIRED'],
      ['7', 400, 'VALIDATION_FAILED'],
      ['W/"7"', 412, 'PRECONDITION_FAILED'],
      ['"x"', 412, 'PRECONDITION_FAILED'],
    ])('answers a change with If-Match %s by %i', async (ifMatch, status, code) => {
      const reply = await api.delete(path, ifMatch === undefined ? {} : { 'if-match': ifMatch });
      expect([reply.status, reply.body.code]).toEqual([status, code]);
    });
  });

  it('links to the next page with the size of this one', async () => {
    const reply = await api.get(`${PROBE}?limit=3&color=red`);
    expect(reply.headers.get('link')).toBe(`<${PROBE}?cursor=next&limit=3>; rel="next"`);
  });

  describe('input', () => {
    it.each([
      ['an unknown query parameter', 'GET', `${PROBE}?flavor=x`, 'flavor'],
      ['a query parameter on a route that has none', 'GET', `${PROBE}/${randomUUID()}?flavor=x`, 'flavor'],
      ['an object in the query', 'GET', `${PROBE}?color[a]=x`, 'color[a]'],
      ['a query parameter twice', 'GET', `${PROBE}?color=a&color=b`, 'color'],
      ['a limit out of bounds', 'GET', `${PROBE}?limit=1000`, 'limit'],
      ['an id that is no UUID', 'GET', `${PROBE}/42`, 'id'],
      ['NUL in the path', 'GET', `${PROBE}/named/a%00b`, 'name'],
      ['NUL in the query', 'GET', `${PROBE}?color=%00`, 'color'],
    ])('refuses %s by name', async (_, method, path, pointer) => {
      const { status, body } = await api.send(method, path);
      expect([status, body.code, body.errors[0].pointer]).toEqual([400, 'VALIDATION_FAILED', pointer]);
    });

    it.each([
      ['an unknown member', '{"name":"a","flavor":1}', '/flavor'],
      ['a wrong type', '{"name":"a","size":"big"}', '/size'],
      ['a missing member', '{}', '/name'],
      ['no body', '', '/name'],
      ['a list', '[]', ''],
      ['null', 'null', ''],
      ['a bare text', '"a"', ''],
      ['NUL', String.raw`{"name":"a\u0000"}`, '/name'],
      ['a lone surrogate', String.raw`{"name":"\ud800"}`, '/name'],
      ['a lone surrogate in a name', String.raw`{"metadata":{"\udc00":1}}`, '/metadata'],
      ['__proto__', '{"name":"a","metadata":{"__proto__":{"admin":true}}}', '/metadata/__proto__'],
      ['constructor', '{"name":"a","metadata":{"a/b":{"constructor":{"prototype":{}}}}}', '/metadata/a~1b/constructor'],
    ])('refuses %s by its pointer', async (_, json, pointer) => {
      const { status, body } = await raw(json);
      expect([status, body.code, body.errors?.[0].pointer]).toEqual([400, 'VALIDATION_FAILED', pointer]);
    });

    it('refuses a body on a route that takes none', async () => {
      const { status, body } = await api.post(`${PROBE}/bare`, { name: 'a' });
      expect([status, body.errors[0].pointer]).toEqual([400, '/name']);
      expect((await api.post(`${PROBE}/bare`, {})).status).toBe(200);
    });

    it('accepts emoji, which are surrogates in pairs', async () => {
      expect((await raw(JSON.stringify({ name: '🧰' }))).body).toEqual({ name: '🧰' });
    });

    it('refuses deep nesting', async () => {
      const { status, body } = await raw(`{"name":"a","metadata":${'{"a":'.repeat(200)}1${'}'.repeat(201)}`);
      expect([status, body.errors[0].code]).toEqual([400, 'TOO_DEEP']);
    });

    it.each([
      ['malformed JSON', '{', 'application/json', 400, 'MALFORMED_JSON'],
      ['bytes that are not UTF-8', Buffer.from([0x22, 0xff, 0x22]), 'application/json', 400, 'MALFORMED_JSON'],
      ['a form', 'name=a', 'application/x-www-form-urlencoded', 415, 'UNSUPPORTED_MEDIA_TYPE'],
      ['plain text', 'a', 'text/plain', 415, 'UNSUPPORTED_MEDIA_TYPE'],
      ['XML', '<a/>', 'application/xml', 415, 'UNSUPPORTED_MEDIA_TYPE'],
      ['two megabytes', JSON.stringify({ name: 'a'.repeat(2 << 20) }), 'application/json', 413, 'BODY_TOO_LARGE'],
    ])('refuses %s', async (_, content, type, status, code) => {
      const reply = await raw(content, { 'content-type': type });
      expect([reply.status, reply.body.code]).toEqual([status, code]);
    });

    it('refuses compressed bodies', async () => {
      const reply = await raw('{"name":"a"}', { 'content-encoding': 'gzip' });
      expect([reply.status, reply.body.code]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
    });

    it('takes ten times as much where a route says so', async () => {
      const content = JSON.stringify({ name: 'a'.repeat(2 << 20) });
      expect((await raw(content, {}, '/large')).status).toBe(200);
      expect((await raw(JSON.stringify({ name: 'a'.repeat(11 << 20) }), {}, '/large')).status).toBe(413);
    });

    it.each(['/%', `${PROBE}/named/%E0%A4%A`, `${PROBE}/named/${'a'.repeat(200)}`])(
      'tells the unreadable path %s as a problem',
      async (path) => {
        const reply = await sendRaw(registry.url, `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
        expect(reply).toMatch(/^HTTP\/1.1 400 /);
        expect(reply).toContain('MALFORMED_REQUEST');
      },
    );

    it.each([
      [
        'headers without end',
        `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'a'.repeat(70_000)}\r\n\r\n`,
        431,
        'HEADERS_TOO_LARGE',
      ],
      ['what is no HTTP', 'GIVE ME ALL\r\n\r\n', 400, 'MALFORMED_REQUEST'],
      [
        'two lengths',
        'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
        400,
        'MALFORMED_REQUEST',
      ],
    ])('tells %s as a problem', async (_, request, status, code) => {
      const [head = '', body = ''] = (await sendRaw(registry.url, request)).split('\r\n\r\n');
      expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${String(status)} [^]*application/problem\\+json`));
      expect(JSON.parse(body)).toMatchObject({ status, code, instance: '', requestId: expect.any(String) });
    });

    async function raw(body: string | Buffer, headers: Record<string, string> = {}, path = '') {
      const reply = await fetch(`${registry.url}${PROBE}${path}`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', ...headers },
      });
      return { status: reply.status, body: JSON.parse(await reply.text()) };
    }
  });

  it('loads nothing from elsewhere, and says so to browsers', async () => {
    const { headers } = await api.get('/nowhere');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('strict-transport-security')).toBeNull();
    expect(headers.get('cache-control')).toBe('no-store');
  });
});

function sendRaw(url: string, request: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(Number(port), hostname, () => socket.write(request));
    socket.on('data', (data) => (text += data.toString()));
    socket.on('end', () => resolve(text));
    socket.on('error', reject);
  });
}
