import { CredentialStory } from '../support/credential-story.js';

const TOKEN = 'token-of-the-calculator';

let story: CredentialStory;

beforeAll(async () => {
  story = await CredentialStory.begin();
});
afterAll(() => story.end());

const importing = (given: object, client = story.admin) => client.post('/api/v1/tools/import/mcp', given);

describe('requests that are wrong', () => {
  it.each<[string, object]>([
    ['/url', {}],
    ['/url', { url: 'ftp://x.example.com' }],
    ['/url', { url: 'https://user:secret@x.example.com' }],
    ['/documentName', { url: 'https://x.example.com', documentName: 'a b' }],
    ['/secret', { url: 'https://x.example.com', secret: 'abcdefgh' }],
    ['/secret/slot', { url: 'https://x.example.com', secret: { slot: '1', value: TOKEN } }],
    ['/secret/value', { url: 'https://x.example.com', secret: { slot: 'a', value: 'a\r\nX-Admin: 1' } }],
    ['/secret/header', { url: 'https://x.example.com', secret: { slot: 'a', value: TOKEN, header: 'Mcp-Session-Id' } }],
    ['/secret/header', { url: 'https://x.example.com', secret: { slot: 'a', value: TOKEN, header: 'Host' } }],
    ['/gone', { url: 'https://x.example.com', gone: 'burn' }],
  ])('are refused at %s: %j', async (pointer, given) => {
    const { status, body } = await importing(given);
    expect(status).toBe(400);
    expect(body.errors).toEqual(expect.arrayContaining([expect.objectContaining({ pointer })]));
    expect(JSON.stringify(body)).not.toContain(TOKEN);
  });

  it('are refused to whoever may not register tools', async () => {
    const agent = await story.agent();
    expect((await importing({ url: 'https://x.example.com' }, agent.client)).status).toBe(403);
  });

  it.each(['http://10.0.0.1/mcp', 'https://169.254.169.254/mcp', 'https://[::1]/mcp', 'http://127.0.0.1:1/mcp'])(
    'do not reach %s',
    async (url) => {
      expect(await importing({ url })).toMatchObject({
        status: 400,
        body: { code: 'MCP_SERVER_UNUSABLE', detail: expect.stringContaining('refused') },
      });
    },
  );
});
