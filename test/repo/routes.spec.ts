import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Route, routesOf } from '../../src/openapi/routes.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

const SOURCES = join(import.meta.dirname, '../../src');

describe('routes', () => {
  let registry: TestRegistry;
  let routes: Route[];

  beforeAll(async () => {
    registry = await startTestRegistry();
    routes = routesOf(registry.app);
  });
  afterAll(() => registry.close());

  it('are public or need a permission, never neither', () => {
    expect(routes.filter((it) => it.accessRule === undefined).map((it) => it.handler)).toEqual([]);
  });

  it('are never both', () => {
    const unequal = controllers().filter(
      ([, text]) => count(text, /^ {2}@(Get|Post|Put|Patch|Delete)\(/gm) !== count(text, ACCESS),
    );
    expect(unequal.map(([file]) => file)).toEqual([]);
  });

  it('are public only where nobody can have a token yet, or a probe asks', () => {
    const open = routes.filter((it) => it.accessRule?.access === 'public').map((it) => `${it.method} ${it.path}`);
    expect(open.sort()).toEqual([
      'GET /.well-known/authzen-configuration',
      'GET /.well-known/authzen-configuration/*',
      'GET /.well-known/jwks.json',
      'GET /.well-known/oauth-authorization-server',
      'GET /.well-known/oauth-authorization-server/*',
      'GET /.well-known/oauth-protected-resource',
      'GET /.well-known/oauth-protected-resource/*',
      'GET /health/live',
      'GET /health/ready',
      'GET /metrics',
      'POST /api/v1/auth/password/reset',
      'POST /api/v1/auth/refresh',
      'POST /api/v1/auth/token',
      'POST /api/v1/wrapping/lookup',
      'POST /api/v1/wrapping/rewrap',
      'POST /api/v1/wrapping/unwrap',
      'POST /oauth/introspect',
      'POST /oauth/revoke',
      'POST /oauth/token',
    ]);
  });

  it('are under a limit of their own where anybody may try a proof', () => {
    const open = routes.filter((it) => it.accessRule?.access === 'public' && it.method === 'POST');
    expect(open.filter((it) => it.limitClass === undefined).map((it) => it.path)).toEqual([]);
  });

  it('refuse callers without a token, whatever else they send', async () => {
    const closed = routes.filter((it) => it.accessRule?.access === 'permission');
    const statuses = await Promise.all(closed.map(async (it) => [it.handler, await statusWithoutToken(it)]));
    expect(statuses.filter(([, status]) => status !== 401)).toEqual([]);
    expect(closed.length).toBeGreaterThan(20);
  });

  async function statusWithoutToken({ method, path }: Route): Promise<number> {
    const url = registry.url + path.replaceAll(/:\w+/g, randomUUID());
    const { status, headers } = await fetch(url, { method, headers: { 'if-match': '*' } });
    expect(headers.get('www-authenticate')).toMatch(/^Bearer/);
    return status;
  }
});

const ACCESS = /^ {2}@(Public\(\)|RequirePermission\()/gm;

function controllers(): [file: string, text: string][] {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((it) =>
    it.endsWith('.controller.ts'),
  );
  return files.map((it) => [it, readFileSync(join(SOURCES, it), 'utf8')]);
}

function count(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length;
}
