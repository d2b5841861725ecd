import { Client } from 'pg';
import { CredentialStory } from '../support/credential-story.js';
import { eventually } from '../support/eventually.js';
import { countWaiting, whileLocked } from '../support/while-locked.js';

let story: CredentialStory;
let database: Client;

beforeAll(async () => {
  story = await CredentialStory.begin();
  database = new Client({ connectionString: story.registry.databaseUrl });
  await database.connect();
});
afterAll(async () => {
  await database.end();
  await story.end();
});

describe('a wrapping token that is presented while the tool is deleted', () => {
  it.each(['unwrap', 'rewrap'])('opens nothing by %s, and neither waits for the other', async (what) => {
    const [tool, agent] = [await story.tool(), await story.agent()];
    await story.permit(tool);
    const { id, wrapInfo } = (await story.vend(agent, tool, { wrapTtlSeconds: 60 })).body;
    const present = () => story.admin.as('').post(`/api/v1/wrapping/${what}`, { token: wrapInfo.token });
    const replies: ReturnType<typeof present>[] = [];
    const deletions = await whileLocked(
      database,
      'credential',
      id,
      () => [story.admin.delete(`/api/v1/tools/${tool.id}`, { 'if-match': '*' })],
      {
        waiting: 1,
        meanwhile: async () => {
          replies.push(present());
          await eventually(async () => expect(await countWaiting(database)).toBe(2));
        },
      },
    );
    expect(await Promise.all(deletions)).toMatchObject([{ status: 204 }]);
    expect(await Promise.all(replies)).toMatchObject([{ status: 400, body: { code: 'WRAPPING_TOKEN_INVALID' } }]);
  });
});
