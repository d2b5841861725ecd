import { expect, heading, say } from '../console.js';
import type { Step } from '../story.js';

export const invoke: Step = async (story) => {
  heading(7, 'The agent executes the tool through the registry');
  const path = `/api/v1/tools/${story.tool.id}/invocations`;
  const holder = story.anonymous.as(story.credential.token);
  const done = await holder.post(path, { input: { sku: 'BOLT-M8' } });
  expect(done.status === 200 && done.body.outcome === 'success', 'the real service answers', done.body);
  say(`     ${JSON.stringify(done.body.output)} in ${done.body.durationMs} ms`);
  expect(done.body.output.pieces === 1200, 'with what lies on the shelf');
  expect(story.warehouse.requests.at(-1)?.authorized === true, 'it was reached with its secret attached');

  const reached = story.warehouse.requests.length;
  const refused = await holder.post(path, { input: { sku: '../admin' } });
  expect(
    refused.status === 400,
    `input that breaks the schema is refused: ${refused.body.errors?.[0]?.pointer}`,
    refused.body,
  );
  expect(story.warehouse.requests.length === reached, 'before anything is sent');
};
