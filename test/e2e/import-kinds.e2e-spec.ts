import { CredentialStory } from '../support/credential-story.js';
import type { HttpUpstream } from '../support/http-upstream.js';
import { type ListeningServer, startHostileServer } from '../support/mcp-server.js';
import { importDocument, openApi, operation } from '../support/openapi-documents.js';

let story: CredentialStory;
let server: ListeningServer;

beforeAll(async () => {
  server = await startHostileServer(({ id, method }, reply) => {
    if (id === undefined) return void reply.writeHead(202).end();
    const serverInfo = { name: 'Same', version: '1' };
    const result =
      method === 'initialize'
        ? { protocolVersion: '2025-11-25', capabilities: { tools: {} }, serverInfo }
        : { tools: [{ name: 'GET /a', inputSchema: { type: 'object' } }] };
    reply.setHeader('content-type', 'application/json').end(JSON.stringify({ jsonrpc: '2.0', id, result }));
  });
  story = await CredentialStory.begin({}, [server] as unknown as HttpUpstream[]);
});
afterAll(async () => {
  await story.end();
  await server.close();
});

it('keeps an MCP server and an OpenAPI document of one name apart', async () => {
  const given = { documentName: 'one_name', gone: 'delete' };
  const importServer = () => story.admin.post('/api/v1/tools/import/mcp', { url: server.url, ...given });
  const first = await importServer();
  expect(first).toMatchObject({ status: 200, body: { created: [{ operation: 'GET /a' }] } });
  const document = openApi({ '/a': { get: operation('a') } });
  const { body } = await importDocument(story.admin, document, given);
  expect(body).toMatchObject({ created: [{ operation: 'GET /a' }], gone: [] });
  expect((await importServer()).body).toMatchObject({ unchanged: [{ id: first.body.created[0].id }], gone: [] });
});
