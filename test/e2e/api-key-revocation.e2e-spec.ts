import type { ApiClient } from '../support/api-client.js';
import { ProofStory, standing, statusOf, type TestAgent, type TestKey } from '../support/proof-story.js';

describe('revoking an API key', () => {
  let story: ProofStory;
  let agent: TestAgent;

  beforeAll(async () => {
    story = await ProofStory.start();
    agent = await story.newAgent();
  });
  afterAll(() => story.close());

  const revoke = ({ id }: TestKey, client = story.admin) =>
    statusOf(client.delete(`${agent.keys}/${id}`, { 'if-match': '*' }));

  it('ends exactly what was got by it', async () => {
    const [key, other] = [await story.newKey(agent), await story.newKey(agent)];
    const got = [story.presenting(key), await story.exchanging(key)];
    const child = await story.newKey(agent, {}, story.presenting(key));
    const ofToken = await story.newKey(agent, {}, await story.exchanging(key));
    const grandchild = await story.newKey(agent, {}, story.presenting(child));
    got.push(story.presenting(child), story.presenting(ofToken), story.presenting(grandchild));
    got.push(await story.exchanging(grandchild));
    const rest = [await story.as(agent), story.presenting(other), await story.exchanging(other)];
    for (const proof of [...got, ...rest]) expect(await standing(proof)).toBe(200);
    expect(await revoke(key)).toBe(204);
    for (const proof of got) expect(await standing(proof)).toBe(401);
    for (const proof of rest) expect(await standing(proof)).toBe(200);
  });

  it.each([
    ['ends the successor that it gave itself', (key: TestKey) => Promise.resolve(story.presenting(key)), 401],
    ['ends the successor that a token of it gave it', (key: TestKey) => story.exchanging(key), 401],
    ['leaves the successor that its agent gave it', () => story.as(agent), 200],
    ['leaves the successor that a manager gave it', () => Promise.resolve(story.admin), 200],
  ])('%s, with all that was got by that', async (_, using: (key: TestKey) => Promise<ApiClient>, status) => {
    const key = await story.newKey(agent);
    const { body: successor } = await (await using(key)).post(`${agent.keys}/${key.id}/rotate`, {});
    const child = await story.newKey(agent, {}, story.presenting(successor));
    const next = await story.presenting(successor).post(`${agent.keys}/${successor.id}/rotate`, {});
    expect(await revoke(key)).toBe(204);
    expect(await standing(story.presenting(key))).toBe(401);
    for (const it of [successor, child, next.body]) expect(await standing(story.presenting(it))).toBe(status);
  });

  it('ends keys too that are made with it at the same moment', async () => {
    for (let round = 0; round < 5; round++) {
      const key = await story.newKey(agent);
      const maker = story.presenting(key);
      const made = Promise.all(Array.from({ length: 4 }, () => maker.post(agent.keys, { name: 'k' })));
      expect(await revoke(key)).toBe(204);
      for (const { status, body } of await made) {
        if (status === 201) expect(await standing(story.presenting(body))).toBe(401);
        else expect(status).toBe(401);
      }
    }
  });

  it('is possible with the key itself, however narrow', async () => {
    const key = await story.newKey(agent, { permissions: ['self:read'] });
    expect(await revoke(key, story.presenting(key))).toBe(204);
    expect(await standing(story.presenting(key))).toBe(401);
  });

  it('is possible with a narrow proof for what is no wider', async () => {
    const key = await story.newKey(agent, { permissions: ['self:read', 'tool:read'] });
    expect(await revoke(key, await story.as(agent, ['self:read', 'tool:read']))).toBe(204);
  });

  it('is told by the audit for each key that ends', async () => {
    const key = await story.newKey(agent);
    const child = await story.newKey(agent, {}, story.presenting(key));
    await revoke(key);
    for (const { id } of [key, child]) {
      const { body } = await story.admin.get(`/api/v1/audit?subjectId=${id}&action=api_key.revoked`);
      expect(body.data).toMatchObject([{ onBehalfOf: agent.id, outcome: 'success' }]);
    }
  });
});
