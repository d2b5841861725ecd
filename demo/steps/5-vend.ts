import { expect, heading, say } from '../console.js';
import type { Step, Story } from '../story.js';

export const vend: Step = async (story) => {
  heading(5, 'It asks for a credential');
  const path = `/api/v1/tools/${story.tool.id}/credentials`;
  const refused = await story.agent.post(path, { ttlSeconds: 300 });
  expect(refused.status === 403, 'and is refused, because nothing permits it', refused.status);
  expect(refused.body.reason.code === 'NO_PERMIT', `reason ${refused.body.reason?.code}`, refused.body);

  const entry = await story.admin.get(`/api/v1/access-log/${refused.body.decisionId}`);
  expect(entry.status === 200 && Array.isArray(entry.body.trace), 'the administrator reads the trace', entry.body);
  say(`     ${entry.body.trace.length} policies looked at, none permits`);

  await addPolicies(story);
  const granted = await story.agent.post(path, { ttlSeconds: 300 });
  expect(granted.status === 201, 'asked again, it gets one', granted.body);
  const { id, token, toolId, scopes, expiresAt } = granted.body;
  expect(toolId === story.tool.id, 'for this tool');
  expect(scopes.includes('invoke'), `with these scopes: ${scopes.join(', ')}`);
  const seconds = (Date.parse(expiresAt) - Date.now()) / 1000;
  expect(seconds > 0 && seconds <= 300, `for this long: until ${expiresAt}`);
  story.credential = { id, token };
};

async function addPolicies(story: Story): Promise<void> {
  const target = {
    actions: { only: ['vend', 'invoke'] },
    tools: { only: [story.tool.id] },
    agents: { only: [story.agentId] },
  };
  const permit = await story.admin.post('/api/v1/policies', {
    name: `Users may use the warehouse (${story.suffix})`,
    kind: 'role_based',
    effect: 'permit',
    settings: { roles: ['user'] },
    target,
  });
  expect(permit.status === 201, 'a role_based permit is added', permit.body);
  const require = await story.admin.post('/api/v1/policies', {
    name: `The warehouse opens every day (${story.suffix})`,
    kind: 'time_based',
    effect: 'require',
    settings: { zone: 'UTC', weekdays: [1, 2, 3, 4, 5, 6, 7], windows: [{ from: '00:00', to: '24:00' }] },
    target,
  });
  expect(require.status === 201, 'and a time_based require', require.body);
}
