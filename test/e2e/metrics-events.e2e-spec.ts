import { EndedCredentials } from '../../src/credentials/leases/ended-credentials.js';
import { CredentialStory } from '../support/credential-story.js';
import { query } from '../support/test-database.js';

let story: CredentialStory;

beforeAll(async () => {
  story = await CredentialStory.begin();
});
afterAll(() => story.end());

const SAMPLES = [
  'toolreg_decisions_total{action="vend",outcome="deny"}',
  'toolreg_decisions_total{action="vend",outcome="permit"}',
  'toolreg_decisions_total{action="invoke",outcome="permit"}',
  'toolreg_credentials_vended_total',
  'toolreg_credential_validations_total{outcome="active"}',
  'toolreg_credential_validations_total{outcome="inactive"}',
  'toolreg_credentials_deleted_total',
  'toolreg_credentials_revoked_total{cause="requested"}',
  'toolreg_invocations_total{outcome="success"}',
];

async function counts(samples = SAMPLES): Promise<number[]> {
  const lines = String((await story.admin.get('/metrics')).body).split('\n');
  return samples.map((sample) =>
    Number(lines.find((it) => it.startsWith(`${sample} `))?.slice(sample.length + 1) ?? 0),
  );
}

function endLongAgo(id: string): Promise<unknown> {
  const ends = `issued_at = issued_at - interval '1 year', expires_at = expires_at - interval '1 year',
                hard_expires_at = hard_expires_at - interval '1 year'`;
  return query(story.registry.databaseUrl, `UPDATE credential SET ${ends} WHERE id = $1`, [id]);
}

describe('the counters', () => {
  it('are each moved by one when one thing happens', async () => {
    const [tool, agent] = [await story.tool(), await story.agent()];
    const before = await counts();
    await story.vend(agent, tool);
    await story.permit(tool);
    const { id, token } = (await story.vend(agent, tool)).body;
    expect(await story.isActive(token)).toBe(true);
    expect((await story.invoke(token, tool)).status).toBe(200);
    expect((await agent.client.post(`/api/v1/credentials/${id}/revoke`)).status).toBe(200);
    expect(await story.isActive(token)).toBe(false);
    await endLongAgo(id);
    expect(await story.registry.app.get(EndedCredentials, { strict: false }).sweep()).toBe(1);
    expect(await counts()).toEqual(before.map((it) => it + 1));
  });

  it('count a renewal beside its decision', async () => {
    const [tool, agent] = [await story.tool(), await story.agent()];
    await story.permit(tool);
    const { id } = (await story.vend(agent, tool)).body;
    const samples = ['toolreg_credentials_renewed_total', 'toolreg_decisions_total{action="vend",outcome="permit"}'];
    const before = await counts(samples);
    expect((await agent.client.post(`/api/v1/credentials/${id}/renew`)).status).toBe(200);
    expect(await counts(samples)).toEqual(before.map((it) => it + 1));
  });

  it('tell what becomes of wrapped answers', async () => {
    const [tool, agent] = [await story.tool(), await story.agent()];
    await story.permit(tool);
    const outcomes = ['wrapped', 'rewrapped', 'unwrapped', 'reused'];
    const samples = outcomes.map((it) => `toolreg_credential_wrappings_total{outcome="${it}"}`);
    const before = await counts(samples);
    const present = async (what: string, token: string) =>
      (await story.admin.as('').post(`/api/v1/wrapping/${what}`, { token })).body.token as string;
    const { wrapInfo } = (await story.vend(agent, tool, { wrapTtlSeconds: 60 })).body;
    const token = await present('rewrap', wrapInfo.token);
    expect(await counts(samples)).toEqual(before.map((it, at) => (at < 2 ? it + 1 : it)));
    await present('unwrap', token);
    await present('unwrap', token);
    expect(await counts(samples)).toEqual(before.map((it) => it + 1));
  });

  it('hold no id', async () => {
    const exposition = String((await story.admin.get('/metrics')).body);
    expect(exposition).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-7/);
  });
});
