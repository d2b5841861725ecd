import { expect, heading, say } from '../console.js';
import type { Step, Story } from '../story.js';

/** Counters that the story moves, as the start of their sample lines. */
const MOVED = [
  'toolreg_http_requests_total',
  'toolreg_logins_total',
  'toolreg_decisions_total',
  'toolreg_credentials_vended_total',
  'toolreg_credential_validations_total',
  'toolreg_credentials_revoked_total',
  'toolreg_invocations_total',
];

export const account: Step = async (story) => {
  heading(9, 'What happened can be counted and proved');
  const usage = await story.admin.get(`/api/v1/tools/${story.tool.id}/usage?from=${story.startedAt}`);
  expect(usage.status === 200 && usage.body.invocations.total === 1, 'usage shows one invocation', usage.body);

  const log = await story.admin.get(`/api/v1/access-log?toolId=${story.tool.id}&agentId=${story.agentId}`);
  const refused = log.body.data.filter((it: { allowed: boolean }) => !it.allowed).length;
  expect(
    refused === 1 && log.body.data.length >= 3,
    `the access log shows ${log.body.data.length} decisions, ${refused} refusal`,
  );

  await readAudit(story);
  const after = String((await story.anonymous.get('/metrics')).body);
  for (const name of MOVED) {
    const [before, now] = [total(story.metricsBefore, name), total(after, name)];
    expect(now > before, `${name} moved from ${before} to ${now}`);
  }
};

async function readAudit(story: Story): Promise<void> {
  const audit = await story.admin.get('/api/v1/audit?limit=100');
  const actions = new Set<string>(audit.body.data.map((it: { action: string }) => it.action));
  for (const action of [
    'access.refused',
    'credential.vended',
    'credential.revoked',
    'policy.created',
    'agent.created',
  ]) {
    expect(actions.has(action), `the audit holds ${action}`, [...actions]);
  }
  const text = JSON.stringify(audit.body);
  expect(!text.includes(story.credential.token) && !text.includes(story.warehouseKey), 'and no secret');
  say(`     ${audit.body.data.length} newest events read`);
}

function total(metrics: string, name: string): number {
  return metrics
    .split('\n')
    .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
}
