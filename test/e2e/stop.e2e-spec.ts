import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiClient } from '../support/api-client.js';
import { BuiltServer } from '../support/built-server.js';
import { eventually } from '../support/eventually.js';
import { type HttpUpstream, startHttpUpstream } from '../support/http-upstream.js';

jest.setTimeout(60_000);

describe('a process that is told to end', () => {
  let folder: string;
  let tool: HttpUpstream;
  let server: BuiltServer;

  beforeAll(() => BuiltServer.build(), 180_000);

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'registry-stop-'));
    execFileSync('chmod', ['711', folder]);
  });

  afterEach(async () => {
    await server.stop();
    await tool.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('takes no more requests and waits for the tool that is being called', async () => {
    let url = '';
    const refused = () => eventually(() => expect(fetch(`${url}/health/live`)).rejects.toThrow('fetch failed'));
    tool = await startHttpUpstream((_, reply) => {
      server.kill('SIGTERM');
      void refused().finally(() => reply.setHeader('content-type', 'application/json').end('{"done":true}'));
    });
    server = BuiltServer.start({
      ...{ PORT: '0', LOG_LEVEL: 'fatal', DATA_DIR: join(folder, 'data'), ADMIN_PASSWORD: 'correct-horse-battery' },
      OUTBOUND_TOOL_EXCEPTIONS: `127.0.0.1/32:${tool.port}`,
    });
    url = await server.listening();
    const admin = await new ApiClient(url).login();
    const registered = await admin.post('/api/v1/tools', {
      ...{ name: 'slow', description: 'Takes its time.', type: 'http', endpoint: tool.url, authRequired: false },
      ...{ settings: { method: 'GET' }, inputSchema: { type: 'object' } },
    });
    const invocation = await admin.post(`/api/v1/tools/${registered.body.id}/invocations`, { input: {} });
    expect(invocation).toMatchObject({ status: 200, body: { outcome: 'success', output: { done: true } } });
    expect(await server.ended()).toBe(0);
  });
});
