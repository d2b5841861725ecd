import { Client } from 'pg';
import { CredentialStory } from '../support/credential-story.js';

const SECRET = 'canary-5f2d8f5c7c11e0';
const OWN = 'canary/of+an=agent-7c11';

let story: CredentialStory;
let log = '';

beforeAll(async () => {
  jest.spyOn(process.stdout, 'write').mockImplementation((data) => {
    log += Buffer.from(data as string).toString();
    return true;
  });
  story = await CredentialStory.begin({ LOG_LEVEL: 'trace' });
});
afterAll(async () => {
  await story.end();
  jest.restoreAllMocks();
});

describe('a token and a secret', () => {
  it('appear in no table, no reply but the one that vends, and no line of the log', async () => {
    const agent = await story.agent();
    const replies: unknown[] = [];
    const said = async <T extends { body: unknown }>(reply: Promise<T>): Promise<T> => {
      const { body } = await reply;
      replies.push(body);
      return reply;
    };
    const [tool, throwing] = [await story.tool(), await story.tool({ settings: { misbehave: 'throw' } })];
    const secret = { value: SECRET, placement: 'query', name: 'key' };
    const tokens: string[] = [];
    for (const it of [tool, throwing]) {
      await story.permit(it);
      await said(story.admin.put(`/api/v1/tools/${it.id}/secrets/key`, secret));
      await said(story.admin.put(`/api/v1/tools/${it.id}/secrets/key`, { ...secret, placement: 'nowhere' }));
      const mail = `/api/v1/tools/${it.id}/secrets/mail`;
      await said(story.admin.put(mail, { holder: 'agent', placement: 'bearer' }));
      await said(agent.client.put(`${mail}/own`, { value: OWN }));
      await said(agent.client.put(`${mail}/own`, { value: OWN, slot: OWN }));
      await said(agent.client.get(`${mail}/own`));
      const path = `/api/v1/tools/${it.id}/credentials`;
      const key = { 'idempotency-key': `"${it.id}"` };
      const { id, token } = (await agent.client.post(path, {}, key)).body;
      tokens.push(token);
      await said(agent.client.post(path, {}, key));
      await said(story.admin.post('/api/v1/credentials/validate', { token }));
      await said(story.admin.post('/api/v1/credentials/validate', { token, scopes: token }));
      await said(story.admin.get(`/api/v1/credentials?status=${token}`));
      await said(story.admin.as(token).get(`/api/v1/credentials?toolId=${it.id}`));
      await said(story.invoke(token, it));
      await said(story.invoke(`${token}x`, it));
      await said(agent.client.post(`/api/v1/credentials/${id}/revoke`, { reason: 'done' }));
      await said(story.invoke(token, it));
    }
    for (const path of ['credentials', 'audit', 'access-log', `tools/${tool.id}/secrets`, `tools/${tool.id}/usage`]) {
      expect((await said(story.admin.get(`/api/v1/${path}`))).status).toBe(200);
    }
    await said(story.admin.get('/metrics'));

    const places = { log, replies: JSON.stringify(replies), database: await dump(story.registry.databaseUrl) };
    expect(story.upstream.requests.at(-1)?.url).toContain(SECRET);
    expect(story.upstream.requests.at(-1)?.headers.authorization).toBe(`Bearer ${OWN}`);
    expect(places.log).toContain('/invocations');
    expect(places.database).toContain(tool.id);
    for (const [place, text] of Object.entries(places)) {
      const found = [SECRET, OWN, ...tokens].filter((it) => tracesOf(it).some((trace) => text.includes(trace)));
      expect({ place, found }).toEqual({ place, found: [] });
    }
  });
});

function tracesOf(text: string): string[] {
  const bytes = Buffer.from(text);
  return [text, bytes.toString('hex'), bytes.toString('base64').replace(/=+$/, '')];
}

/** Every row of every table, as text. */
async function dump(connectionString: string): Promise<string> {
  const database = new Client({ connectionString });
  await database.connect();
  const tables = await database.query<{ name: string }>(
    `SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public'`,
  );
  let text = '';
  for (const { name } of tables.rows) {
    const { rows } = await database.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
    text += rows.map(({ row }) => row).join('\n');
  }
  await database.end();
  return text;
}
