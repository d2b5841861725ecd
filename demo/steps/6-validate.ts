import { expect, heading } from '../console.js';
import type { Step } from '../story.js';

export const validate: Step = async (story) => {
  heading(6, "The tool's side validates it");
  const { body } = await story.toolSide.post('/api/v1/credentials/validate', { token: story.credential.token });
  expect(body.active === true, 'it is active', body);
  expect(body.agentId === story.agentId, `for agent ${body.agentName}`);
  expect(body.toolId === story.tool.id, `for tool ${body.toolName}`);
  expect(body.scopes.length > 0 && Date.parse(body.expiresAt) > Date.now(), `${body.scopes} until ${body.expiresAt}`);
  const other = await story.otherService.post('/api/v1/credentials/validate', { token: story.credential.token });
  expect(other.body.active === false, 'another service learns nothing of it', other.body);
};
