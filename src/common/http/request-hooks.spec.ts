import { Writable } from 'node:stream';
import { fastify } from 'fastify';
import { newOpaqueToken } from '../crypto/opaque-token.js';
import { createLogger } from '../logging/create-logger.js';
import { currentRequest } from './request-context.js';
import { addRequestHooks } from './request-hooks.js';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

describe('a request', () => {
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  const server = fastify({ genReqId: () => 'request-1' });
  addRequestHooks(server, createLogger('info', destination));
  server.post('/things/:id', () => {
    const context = currentRequest();
    if (context) context.agentId = 'agent-1';
    return context;
  });
  afterAll(() => server.close());

  it('is known wherever the code is, and leaves one line that holds no secret', async () => {
    const reply = await server.inject({
      method: 'POST',
      url: '/things/7?token=hunter2',
      headers: { authorization: 'Bearer hunter2', traceparent: `00-${TRACE}-00f067aa0ba902b7-01` },
      payload: { password: 'hunter2' },
    });
    const context = { requestId: 'request-1', address: '127.0.0.1', traceId: TRACE, agentId: 'agent-1' };
    expect(reply.json()).toEqual(context);
    expect(reply.headers['x-request-id']).toBe('request-1');
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain('hunter2');
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      ...context,
      level: 'info',
      time: expect.any(String),
      method: 'POST',
      path: '/things/7',
      route: '/things/:id',
      status: 200,
      durationMs: expect.any(Number),
      msg: 'request',
    });
  });

  it('does not log a token that stands in its path', async () => {
    const token = newOpaqueToken('trc_');
    await server.inject({ method: 'POST', url: `/things/${token}` });
    expect(lines.at(-1)).not.toContain(token);
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ path: '/things/[redacted]' });
  });
});
