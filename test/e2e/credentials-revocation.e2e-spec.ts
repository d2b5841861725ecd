import { Client } from 'pg';
import { DomainEvents } from '../../src/common/events/domain-events.js';
import { CredentialRevoked } from '../../src/credentials/index.js';
import { CredentialStory, type TestAgent, type TestTool } from '../support/credential-story.js';

let story: CredentialStory;

beforeAll(async () => {
  story = await CredentialStory.begin();
});
afterAll(() => story.end());

interface Setting {
  readonly tool: TestTool;
  readonly agent: TestAgent;
  readonly policy: { id: string; etag: string };
  readonly credential: { id: string; token: string };
}

async function setting(): Promise<Setting> {
  const [tool, agent] = [await story.tool(), await story.agent()];
  const policy = await story.permit(tool);
  const { body } = await story.vend(agent, tool);
  expect(await story.isActive(body.token)).toBe(true);
  return { tool, agent, policy, credential: body };
}

describe('revoking', () => {
  it('ends a credential at once, as often as asked', async () => {
    const { agent, credential } = await setting();
    const path = `/api/v1/credentials/${credential.id}/revoke`;
    const first = await agent.client.post(path, { reason: 'done' });
    expect(first).toMatchObject({ status: 200, body: { status: 'revoked', revokeReason: 'done' } });
    expect(await story.isActive(credential.token)).toBe(false);
    const again = await agent.client.post(path, { reason: 'once more' });
    expect(again).toMatchObject({ status: 200, body: first.body });
  });

  it("is for one's own credentials, or for those who manage them all", async () => {
    const { credential } = await setting();
    const stranger = await story.agent();
    const path = `/api/v1/credentials/${credential.id}/revoke`;
    expect(await stranger.client.post(path)).toMatchObject({ status: 404, body: { code: 'CREDENTIAL_NOT_FOUND' } });
    expect(await story.isActive(credential.token)).toBe(true);
    expect(await story.admin.post(path)).toMatchObject({ status: 200 });
    expect(await story.isActive(credential.token)).toBe(false);
  });

  it('is told once, however many revoke at the same moment', async () => {
    const { agent, credential } = await setting();
    const told: string[] = [];
    story.registry.app.get(DomainEvents).after(CredentialRevoked, ({ credentialId }) => void told.push(credentialId));
    const path = `/api/v1/credentials/${credential.id}/revoke`;
    const replies = await Promise.all(Array.from({ length: 20 }, () => agent.client.post(path)));
    expect(replies.every((it) => it.status === 200 && it.body.status === 'revoked')).toBe(true);
    expect(told.filter((it) => it === credential.id)).toHaveLength(1);
  });
});

describe('a credential falls with', () => {
  it.each<[string, (of: Setting) => Promise<{ status: number }>]>([
    ['its agent disabled', ({ agent }) => story.admin.post(`/api/v1/agents/${agent.id}/disable`)],
    ['its agent deleted', ({ agent }) => story.admin.delete(`/api/v1/agents/${agent.id}`, { 'if-match': '*' })],
    [
      'a role of its agent',
      ({ agent: { id, etag } }) => story.admin.patch(`/api/v1/agents/${id}`, { roles: [] }, { 'if-match': etag }),
    ],
    ['its tool deleted', ({ tool }) => story.admin.delete(`/api/v1/tools/${tool.id}`, { 'if-match': '*' })],
    ['its policy deleted', ({ policy }) => story.admin.delete(`/api/v1/policies/${policy.id}`, { 'if-match': '*' })],
    [
      'its policy changed',
      ({ policy: { id, etag } }) =>
        story.admin.patch(`/api/v1/policies/${id}`, { mode: 'shadow' }, { 'if-match': etag }),
    ],
  ])('%s', async (_, fell) => {
    const fallen = await setting();
    const standing = await setting();
    expect((await fell(fallen)).status).toBeLessThan(300);
    expect(await story.isActive(fallen.credential.token)).toBe(false);
    expect(await story.isActive(standing.credential.token)).toBe(true);
    expect(await story.invoke(fallen.credential.token, fallen.tool)).toMatchObject({ status: 401 });
  });

  it('nothing when its policy is only named otherwise, but then with the next change', async () => {
    const { policy, credential } = await setting();
    const change = (given: object) => story.admin.patch(`/api/v1/policies/${policy.id}`, given, { 'if-match': '*' });
    const { body } = await change({ name: `Renamed ${policy.id}`, description: 'By another name.' });
    expect(body.revision).toBe(2);
    expect((await change({ effect: body.effect, target: body.target, obligations: body.obligations })).status).toBe(
      200,
    );
    expect(await story.isActive(credential.token)).toBe(true);
    expect((await change({ name: `Again ${policy.id}`, target: {} })).body.revision).toBe(3);
    expect(await story.isActive(credential.token)).toBe(false);
  });

  it('an agent that was disabled behind our back, where it was not known before', async () => {
    const { agent, tool } = await setting();
    const credential = (await story.vend(agent, tool)).body;
    const database = new Client({ connectionString: story.registry.databaseUrl });
    await database.connect();
    await database.query(`UPDATE agent SET status = 'disabled' WHERE id = $1`, [agent.id]);
    await database.end();
    expect(await story.isActive(credential.token)).toBe(false);
    expect((await story.invoke(credential.token, tool)).status).toBe(401);
  });

  it('nothing when what would fell it is rolled back', async () => {
    const { credential, policy } = await setting();
    const stale = await story.admin.delete(`/api/v1/policies/${policy.id}`, { 'if-match': '"99"' });
    expect(stale.status).toBe(412);
    expect(await story.isActive(credential.token)).toBe(true);
  });
});
