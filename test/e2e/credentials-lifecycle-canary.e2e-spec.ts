import { ApiClient, type ApiReply } from '../support/api-client.js';
import { CanaryWatch } from '../support/canary-watch.js';
import { postForm } from '../support/oauth.js';
import { registerTool } from '../support/tools.js';

const PASSWORD = 'a-long-enough-password';

interface Scene {
  readonly watch: CanaryWatch;
  readonly admin: ApiClient;
  readonly agent: ApiClient;
  readonly subAgentId: string;
  /** Where credentials are vended. */
  readonly path: string;
}

/** What shows secrets, each by the name under which it is looked for. */
function secretsOf(watch: CanaryWatch, flow: string, { status, body }: ApiReply) {
  expect({ flow, status }).toEqual({ flow, status: status === 200 ? 200 : 201 });
  const { token, accessor, wrapInfo } = body as Record<string, string> & {
    wrapInfo?: { token: string; wrappedAccessor: string };
  };
  if (token !== undefined) watch.secret(`${flow}: the token`, token);
  if (token?.startsWith('ey')) watch.secret(`${flow}: the signature`, token.split('.')[2] ?? '');
  if (accessor !== undefined) watch.secret(`${flow}: the accessor`, accessor);
  if (wrapInfo) watch.secret(`${flow}: the wrapping token`, wrapInfo.token);
  if (wrapInfo?.wrappedAccessor) watch.secret(`${flow}: the wrapped accessor`, wrapInfo.wrappedAccessor);
  const { id } = body;
  return { id: id as string, token: (wrapInfo?.token ?? token) as string, accessor: accessor as string };
}

/** Asks for a credential, and again under the same key, which must show nothing. */
async function vended({ watch, agent }: Scene, flow: string, path: string, body: object) {
  const key = { 'idempotency-key': flow };
  const secrets = secretsOf(watch, flow, await agent.post(path, body, key));
  await watch.note(agent.post(path, body, key));
  await watch.note(agent.post(path, { ...body, ttlSeconds: 1 }, key));
  return secrets;
}

/** All that is asked about a credential, rightly and wrongly, before it ends and after. */
async function useUp(
  { watch, admin, agent, path }: Scene,
  { id, token, accessor }: Awaited<ReturnType<typeof vended>>,
) {
  const authorization = `Bearer ${admin.token ?? ''}`;
  const ask = async () => {
    await watch.note(admin.post('/api/v1/credentials/validate', { token }));
    await watch.note(
      admin.post('/api/v1/credentials/validate', { token: `${token}x`, scopes: [token], audience: token }),
    );
    await watch.note(postForm(admin.url, '/oauth/introspect', { token }, { authorization }));
    await watch.note(postForm(admin.url, '/oauth/introspect', { token, token_type_hint: token }, { authorization }));
    await watch.note(admin.post('/api/v1/credentials/lookup', { accessor }));
    await watch.note(admin.post('/api/v1/credentials/lookup', { token }));
    await watch.note(admin.post('/api/v1/credentials/lookup', { accessor: token, token: accessor }));
    await watch.note(agent.post(`/api/v1/credentials/${id}/renew`, { incrementSeconds: 30 }));
    await watch.note(agent.post(`/api/v1/credentials/${id}/renew`, { incrementSeconds: token }));
    await watch.note(admin.as(token).get('/api/v1/credentials'));
    await watch.note(admin.as(accessor).get('/api/v1/credentials'));
    await watch.note(admin.get(`/api/v1/credentials?status=${accessor}`));
    await watch.note(agent.post(path, { audience: token, boundKey: accessor, addresses: [token] }));
  };
  await ask();
  await watch.note(agent.post('/api/v1/credentials/revoke', { prefix: token, agentId: accessor }));
  await watch.note(agent.post('/api/v1/credentials/revoke', { accessor, reason: 'done' }));
  await watch.note(agent.post('/api/v1/credentials/revoke', { token }));
  await ask();
}

/** Each brings secrets into being and uses them rightly and wrongly. */
const FLOWS: Readonly<Record<string, (scene: Scene) => Promise<void>>> = {
  async opaque(scene) {
    await useUp(scene, await vended(scene, 'opaque', scene.path, { ttlSeconds: 600, maxUses: 5 }));
  },

  async signed(scene) {
    await useUp(scene, await vended(scene, 'signed', scene.path, { format: 'jwt' }));
  },

  async delegated(scene) {
    const { id } = await vended(scene, 'a parent', scene.path, { delegations: 1, maxUses: 9 });
    const path = `/api/v1/credentials/${id}/delegate`;
    const child = { agentId: scene.subAgentId, maxUses: 2 };
    await useUp(scene, await vended(scene, 'delegated', path, child));
    await vended(scene, 'delegated and wrapped', path, { ...child, wrapTtlSeconds: 60 });
    await scene.watch.note(scene.agent.post(path, { ...child, scopes: ['more'] }));
  },

  async wrapped(scene) {
    const { watch, agent, path, admin } = scene;
    const ask = (what: string, body: object) => admin.as('').post(`/api/v1/wrapping/${what}`, body);
    const { token } = await vended(scene, 'wrapped', path, { wrapTtlSeconds: 60 });
    await watch.note(ask('lookup', { token }));
    await watch.note(ask('lookup', { token: { token } }));
    await watch.note(admin.as(token).get('/api/v1/credentials'));
    const rewrapped = secretsOf(watch, 'rewrapped', await rewrappedBy(ask('rewrap', { token })));
    const opened = secretsOf(watch, 'unwrapped', await ask('unwrap', { token: rewrapped.token }));
    await watch.note(admin.post('/api/v1/credentials/validate', { token: opened.token }));
    for (const what of ['lookup', 'unwrap', 'rewrap']) {
      await watch.note(ask(what, { token }));
      await watch.note(ask(what, { token: rewrapped.token }));
      await watch.note(ask(what, { token: opened.token }));
    }
    await watch.note(agent.post(path, { wrapTtlSeconds: token }));
  },
};

/** Rewrapping answers what `wrapInfo` is of vending. */
async function rewrappedBy(reply: Promise<ApiReply>): Promise<ApiReply> {
  const { status, headers, body } = await reply;
  return { status, headers, body: { wrapInfo: body } };
}

async function begin(): Promise<Scene> {
  const watch = await CanaryWatch.start();
  const admin = await new ApiClient(watch.registry.url).login();
  const ids: string[] = [];
  for (const name of ['holder', 'helper']) {
    const agent = { name, type: 'bot', roles: ['user'], password: PASSWORD };
    ids.push((await admin.post('/api/v1/agents', agent)).body.id);
  }
  const tool = await registerTool(admin, { scopes: ['read'] });
  const policy = { name: 'all', kind: 'role_based', effect: 'permit', settings: { roles: 'any' } };
  await admin.post('/api/v1/policies', { ...policy, target: { actions: { only: ['vend'] } } });
  const agent = await new ApiClient(watch.registry.url).login('holder', PASSWORD);
  return { watch, admin, agent, subAgentId: ids[1] ?? '', path: `/api/v1/tools/${tool.id}/credentials` };
}

describe('what stands for a credential, through its whole life', () => {
  let scene: Scene;
  let places: Awaited<ReturnType<CanaryWatch['places']>>;

  beforeAll(async () => {
    scene = await begin();
    for (const flow of Object.values(FLOWS)) await flow(scene);
    for (const it of ['credentials', 'audit', 'access-log']) await scene.watch.note(scene.admin.get(`/api/v1/${it}`));
    places = await scene.watch.places();
  });
  afterAll(() => scene.watch.close());

  it('is watched', () => {
    expect(scene.watch.secrets.length).toBeGreaterThanOrEqual(14);
    expect(places.log).toContain('/wrapping/unwrap');
    expect(places.database).toContain('wrapping.reused');
    expect(places.replies).toContain('WRAPPING_TOKEN_INVALID');
    expect(places.metrics).toContain('# TYPE');
  });

  it.each(['log', 'replies', 'database', 'metrics'] as const)('is not in any %s', (place) => {
    expect(scene.watch.foundIn(places[place])).toEqual([]);
  });
});
