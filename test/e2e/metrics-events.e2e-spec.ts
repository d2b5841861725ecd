import { CredentialStory } from '../support/credential-story.js';

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
  'toolreg_credentials_revoked_total{cause="requested"}',
  'toolreg_invocations_total{outcome="success"}',
];

async function counts(): Promise<number[]> {
  const lines = String((await story.admin.get('/metrics')).body).split('\n');
  return SAMPLES.map((sample) =>
    Number(lines.find((it) => it.startsWith(`${sample} `))?.slice(sample.length + 1) ?? 0),
  );
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
    expect(await counts()).toEqual(before.map((it) => it + 1));
  });

  it('hold no id', async () => {
    const exposition = String((await story.admin.get('/metrics')).body);
    expect(exposition).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-7/);
  });
});
