import { expect, heading } from '../console.js';
import type { Step } from '../story.js';

export const revoke: Step = async (story) => {
  heading(8, 'The credential is revoked');
  const reply = await story.agent.post(`/api/v1/credentials/${story.credential.id}/revoke`, {});
  expect(reply.status === 200, 'by its holder', reply.body);
  const { body } = await story.toolSide.post('/api/v1/credentials/validate', { token: story.credential.token });
  expect(body.active === false, 'validation says inactive at once', body);
  const late = await story.anonymous
    .as(story.credential.token)
    .post(`/api/v1/tools/${story.tool.id}/invocations`, { input: { sku: 'BOLT-M8' } });
  expect(late.status === 401, 'and it opens nothing any more', late.status);
};
