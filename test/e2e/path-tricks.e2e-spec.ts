import { randomUUID } from 'node:crypto';
import { type CallHandler, Controller, type ExecutionContext, Get, Injectable, Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { type Route, routesOf } from '../../src/openapi/routes.js';
import { ApiClient } from '../support/api-client.js';
import { respellings } from '../support/path-tricks.js';
import { type RawHeaders, type RawReply, rawRequest } from '../support/raw-http.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

const ME = '/api/v1/auth/me';
const MANY_REQUESTS_MS = 120_000;

/** The handlers that requests have reached, by the id of the request. */
const reached = new Map<string, string>();

@Injectable()
class HandlerRecorder {
  intercept(context: ExecutionContext, next: CallHandler) {
    const { id } = context.switchToHttp().getRequest<FastifyRequest>();
    reached.set(id, `${context.getClass().name}.${context.getHandler().name}`);
    return next.handle();
  }
}

/** A guest who forgot to say who may call. */
@Controller('api/v1/forgotten')
class ForgottenController {
  @Get()
  get() {
    return { secret: true };
  }
}

@Module({
  controllers: [ForgottenController],
  providers: [{ provide: APP_INTERCEPTOR, useClass: HandlerRecorder }],
})
class GuestModule {}

interface Attempt {
  readonly method: string;
  readonly target: string;
  readonly headers?: RawHeaders;
}

interface Outcome extends Attempt, RawReply {
  readonly handler: string | undefined;
}

describe('no spelling of a request', () => {
  let registry: TestRegistry;
  let closed: Route[];
  let authorization: RawHeaders;

  beforeAll(async () => {
    registry = await startTestRegistry({ extensions: [GuestModule] });
    closed = routesOf(registry.app).filter((it) => it.accessRule?.access !== 'public');
    const { token } = await new ApiClient(registry.url).login();
    authorization = [['Authorization', `Bearer ${token}`]];
  });
  afterAll(() => registry.close());

  let sent = 0;

  async function send({ method, target, headers = [] }: Attempt): Promise<Outcome> {
    const id = `attempt-${++sent}`;
    const reply = await rawRequest(registry.url, method, target, [...headers, ['X-Request-Id', id]]);
    return { method, target, ...reply, handler: reached.get(id) };
  }

  async function sendAll(attempts: readonly Attempt[]): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    for (let start = 0; start < attempts.length; start += 50) {
      outcomes.push(...(await Promise.all(attempts.slice(start, start + 50).map(send))));
    }
    return outcomes;
  }

  const pathOf = ({ path }: Route) => path.replaceAll(/:\w+/g, randomUUID());
  const isRefused = ({ status, handler }: Outcome) => status >= 400 && status < 500 && handler === undefined;
  const told = ({ method, target, status, handler }: Outcome) =>
    `${method} ${target.slice(0, 120)}: ${status} ${handler}`;
  const admitted = (outcomes: readonly Outcome[]) => outcomes.filter((it) => !isRefused(it)).map(told);

  it(
    'reaches a closed route without a token',
    async () => {
      const attempts = closed.flatMap((route) =>
        respellings(pathOf(route)).map(([, target]) => ({ method: route.method, target })),
      );
      expect(attempts.length).toBeGreaterThan(2000);
      expect(admitted(await sendAll(attempts))).toEqual([]);
    },
    MANY_REQUESTS_MS,
  );

  it(
    'leads who has a token to another handler than the plain one does',
    async () => {
      const reads = closed.filter((it) => it.method === 'GET');
      const plain = new Map(reads.map((it) => [it.handler, pathOf(it)]));
      const attempts = reads.flatMap(({ handler }) =>
        respellings(plain.get(handler) ?? '').map(([, target]) => ({ handler, method: 'GET', target })),
      );
      const outcomes = await sendAll(attempts.map((it) => ({ ...it, headers: authorization })));
      const isStrange = ({ status, handler }: Outcome, n: number) =>
        status === 401 || status < 200 || status >= 500 || (status < 400 && handler !== attempts[n]?.handler);
      expect(outcomes.filter(isStrange).map(told)).toEqual([]);
    },
    MANY_REQUESTS_MS,
  );

  it.each(['HEAD', 'OPTIONS', 'TRACE', 'PROPFIND', 'PURGE', 'QUERY', 'get', 'GETT', 'DEBUG', 'G\u0000ET'])(
    'by the method %j reaches a closed route',
    async (method) => {
      expect(admitted(await sendAll(closed.map((it) => ({ method, target: pathOf(it) }))))).toEqual([]);
    },
  );

  it('makes a tunnel of a closed route', async () => {
    const outcomes = await sendAll(
      closed.map((it) => ({ method: 'CONNECT', target: pathOf(it), headers: authorization })),
    );
    expect(outcomes.filter((it) => it.status !== 0 || it.handler !== undefined).map(told)).toEqual([]);
  });

  it.each<[string, string]>([
    ['X-HTTP-Method-Override', 'OPTIONS'],
    ['X-HTTP-Method', 'HEAD'],
    ['X-Method-Override', 'GET'],
    ['X-Original-URL', '/health/live'],
    ['X-Rewrite-URL', '/health/live'],
    ['X-Forwarded-Uri', '/health/live'],
    ['X-Forwarded-Prefix', '/health'],
    ['X-Forwarded-For', '127.0.0.1'],
    ['X-Forwarded-Host', '127.0.0.1'],
    ['X-Real-IP', '127.0.0.1'],
    ['Forwarded', 'for=127.0.0.1;host=localhost'],
    ['X-Forwarded-User', 'admin'],
    ['X-Remote-User', 'admin'],
    ['X-Auth-Token', 'admin'],
    ['Proxy-Authorization', 'Bearer x'],
    ['Cookie', 'access_token=x; Authorization=Bearer%20x'],
  ])('with the header %s reaches a closed route', async (...header) => {
    const attempts = closed.map((it) => ({ method: it.method, target: pathOf(it), headers: [header] }));
    expect(admitted(await sendAll(attempts))).toEqual([]);
  });

  it.each(['X-Original-URL', 'X-Rewrite-URL', 'X-Forwarded-Uri', 'X-Forwarded-Prefix'])(
    'turns a public route into another one by %s',
    async (name) => {
      const outcome = await send({ method: 'GET', target: '/health/live', headers: [[name, ME], ...authorization] });
      expect([outcome.status, outcome.handler]).toEqual([200, expect.stringContaining('Health')]);
    },
  );

  it.each<[string, () => RawHeaders]>([
    ['two tokens in two headers', () => [...authorization, ...authorization]],
    ['a token behind another scheme', () => [['Authorization', 'Basic x'], ...authorization]],
    ['a token before another scheme', () => [...authorization, ['Authorization', 'Basic x']]],
    ['two tokens in one header', () => [['Authorization', `${authorization[0]?.[1]}, ${authorization[0]?.[1]}`]]],
    ['a folded header', () => [['Authorization', `Bearer\r\n ${authorization[0]?.[1].slice(7)}`]]],
    ['a tab for the space', () => [['Authorization', authorization[0]?.[1].replace(' ', '\t') ?? '']]],
    ['a token in quotes', () => [['Authorization', `Bearer "${authorization[0]?.[1].slice(7)}"`]]],
    ['a token and no scheme', () => [['Authorization', authorization[0]?.[1].slice(7) ?? '']]],
    [
      'two hosts',
      () => [
        ['Host', '127.0.0.1'],
        ['Host', 'elsewhere.example'],
        ['Authorization', 'Bearer x'],
      ],
    ],
  ])('with %s is let in', async (_, headers) => {
    expect(admitted([await send({ method: 'GET', target: ME, headers: headers() })])).toEqual([]);
  });

  it('opens a route that does not say who may call it', async () => {
    const forgotten = respellings('/api/v1/forgotten').map(([, target]) => ({ method: 'GET', target }));
    const plain = { method: 'GET', target: '/api/v1/forgotten' };
    const attempts = [plain, ...forgotten].flatMap((it) => [it, { ...it, headers: authorization }]);
    const outcomes = await sendAll(attempts);
    expect(admitted(outcomes)).toEqual([]);
    expect(outcomes.slice(0, 2).map((it) => [it.status, JSON.parse(it.body).code])).toEqual([
      [403, 'ROUTE_CLOSED'],
      [403, 'ROUTE_CLOSED'],
    ]);
  });
});
