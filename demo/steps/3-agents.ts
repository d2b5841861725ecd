import { randomBytes } from 'node:crypto';
import type { Api } from '../api.js';
import { expect, heading } from '../console.js';
import type { Step, Story } from '../story.js';

export const createAgents: Step = async (story) => {
  heading(3, 'Three agents are created, and authenticate');
  const password = randomBytes(18).toString('base64url');
  const username = `shopper-${story.suffix}`;
  story.agentId = await create(story, { name: username, type: 'bot', roles: ['user'], password });
  story.agent = await logIn(story, 'password', { username, password });

  const keyHolder = await create(story, { name: `reporter-${story.suffix}`, type: 'user', roles: ['user'] });
  await logIn(story, 'api_key', { key: await createKey(story, keyHolder) });

  story.toolSideId = await create(story, {
    name: `warehouse-${story.suffix}`,
    type: 'service',
    roles: [],
    permissions: [`credential:validate:${story.tool.id}`, 'self:read'],
  });
  story.toolSide = await logIn(story, 'api_key', { key: await createKey(story, story.toolSideId) });

  const other = await create(story, {
    name: `stranger-${story.suffix}`,
    type: 'service',
    roles: [],
    permissions: [`credential:validate:${story.agentId}`, 'self:read'],
  });
  story.otherService = await logIn(story, 'api_key', { key: await createKey(story, other) });
};

async function create(story: Story, agent: { name: string } & Record<string, unknown>): Promise<string> {
  const reply = await story.admin.post('/api/v1/agents', agent);
  expect(reply.status === 201, `${agent.name} exists`, reply.body);
  return reply.body.id;
}

async function createKey(story: Story, agentId: string): Promise<string> {
  const reply = await story.admin.post(`/api/v1/agents/${agentId}/api-keys`, { name: 'demo' });
  expect(reply.status === 201 && reply.body.key.startsWith('trk_'), 'has an API key', reply.status);
  return reply.body.key;
}

async function logIn(story: Story, method: string, credentials: object): Promise<Api> {
  const reply = await story.anonymous.post('/api/v1/auth/token', { method, credentials });
  expect(reply.status === 200, `and authenticates by ${method}`, reply.body.code);
  return story.anonymous.as(reply.body.accessToken);
}
