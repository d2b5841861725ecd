import { HttpAdapterHost } from '@nestjs/core';
import { OutboundRefusedError } from '../../src/common/outbound/outbound.errors.js';
import { ApiClient } from '../support/api-client.js';
import { outboundClient } from '../support/outbound.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

const databasePort = new URL(process.env['TEST_DATABASE_URL'] ?? '').port;
let registry: TestRegistry;

beforeAll(async () => {
  registry = await startTestRegistry({ variables: { OUTBOUND_TOOL_EXCEPTIONS: `127.0.0.0/8:${databasePort}` } });
});

afterAll(() => registry.close());

describe('a tool', () => {
  it('never reaches the database of the registry, though an exception covers it', async () => {
    const admin = await new ApiClient(registry.url).login();
    const endpoint = `http://127.0.0.1:${databasePort}`;
    const tool = { name: 'inside', description: 'Reaches in.', type: 'http', endpoint, authRequired: false };
    const { body: made } = await admin.post('/api/v1/tools', { ...tool, settings: { method: 'GET' } });
    const { status, body } = await admin.post(`/api/v1/tools/${made.id}/invocations`, { input: {} });
    expect([status, body.code]).toEqual([503, 'OUTBOUND_REFUSED']);
    expect(JSON.stringify(body)).not.toContain('127.0.0.1');
  });

  it('never reaches the registry itself, though an exception covers it', async () => {
    const { port } = new URL(registry.url);
    const { httpAdapter } = registry.app.get(HttpAdapterHost);
    const client = outboundClient({ toolExceptions: [`127.0.0.0/8:${port}`], listening: httpAdapter.getHttpServer() });
    await expect(client.forTools()(registry.url)).rejects.toThrow(OutboundRefusedError);
    expect((await outboundClient({ toolExceptions: [`127.0.0.0/8:${port}`] }).forTools()(registry.url)).status).toBe(
      404,
    );
  });
});
