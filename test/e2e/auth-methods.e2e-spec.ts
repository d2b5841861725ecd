import { DataSource } from 'typeorm';
import { AuthMethods, type IdentityLimits } from '../../src/auth/index.js';
import { Revocations } from '../../src/auth/revocation/revocations.js';
import { Clock } from '../../src/common/clock.js';
import { ApiClient } from '../support/api-client.js';
import { BadgeAuthMethod, BadgeModule } from '../support/badge.auth-method.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

const MASK = '********';

class HandMadeMethod extends BadgeAuthMethod {
  override readonly kind = 'hand_made';
}

describe('auth methods', () => {
  let registry: TestRegistry;
  let anybody: ApiClient;
  let admin: ApiClient;

  beforeAll(async () => {
    registry = await startTestRegistry({
      extensions: [BadgeModule],
      beforeListening: (app) => app.get(AuthMethods).register(new HandMadeMethod()),
    });
    anybody = new ApiClient(registry.url);
    admin = await anybody.login();
    const settings = { issuer: 'badge-office', stamp: 'goldstamp' };
    const reply = await admin.post('/api/v1/auth-methods', { name: 'badges', kind: 'badge', settings });
    expect(reply).toMatchObject({
      status: 201,
      body: { settings: { issuer: 'badge-office', stamp: MASK }, installed: true },
    });
  });
  afterAll(() => registry.close());

  const logIn = (badge: string, method = 'badges') =>
    anybody.post('/api/v1/auth/token', { method, credentials: { badge } });

  async function linkedAgent(name: string, identities: object[]) {
    return admin.post('/api/v1/agents', { name, type: 'user', permissions: ['self:read'], identities });
  }

  const patch = (name: string, change: object) =>
    admin.patch(`/api/v1/auth-methods/${name}`, change, { 'if-match': '*' });

  it('are listed by kind with their schemas, secrets masked', async () => {
    const { body } = await admin.get('/api/v1/auth-methods');
    expect(body.data.map((it: { kind: string }) => it.kind)).toEqual(
      expect.arrayContaining(['api_key', 'badge', 'hand_made', 'password']),
    );
    const badge = body.data.find((it: { kind: string }) => it.kind === 'badge');
    expect(badge).toMatchObject({ installed: true, bearer: true, description: 'A stamped badge.' });
    expect(badge.settingsSchema.properties.stamp).toMatchObject({ writeOnly: true });
    expect(badge.credentialsSchema.required).toEqual(['badge']);
    expect(badge.instances).toMatchObject([{ name: 'badges', settings: { issuer: 'badge-office', stamp: MASK } }]);
  });

  it('map subjects of other issuers to linked agents, and refuse all others', async () => {
    const { id } = (await linkedAgent('alice', [{ issuer: 'badge-office', subject: 'alice' }])).body;
    const login = await logIn('badge.alice.goldstamp');
    expect((await anybody.as(login.body.accessToken).get('/api/v1/auth/me')).body).toMatchObject({
      agentId: id,
      method: 'badges',
    });
    expect((await anybody.as('badge.alice.goldstamp').get('/api/v1/auth/me')).body.agentId).toBe(id);
    expect((await logIn('badge.mallory.goldstamp')).body.code).toBe('INVALID_CREDENTIALS');
    expect((await logIn('badge.alice.tin')).body.code).toBe('INVALID_CREDENTIALS');
    expect((await anybody.as('badge.mallory.goldstamp').get('/api/v1/auth/me')).body.code).toBe('INVALID_TOKEN');
  });

  it('let one subject stand for one agent, and for none once unlinked', async () => {
    const link = { issuer: 'badge-office', subject: 'bob' };
    const { id } = (await linkedAgent('bob', [link])).body;
    expect((await linkedAgent('bob2', [link])).body.code).toBe('IDENTITY_TAKEN');
    const { accessToken } = (await logIn('badge.bob.goldstamp')).body;
    const unlinked = await admin.patch(`/api/v1/agents/${id}`, { identities: [] }, { 'if-match': '*' });
    expect(unlinked.body.identities).toEqual([]);
    expect((await logIn('badge.bob.goldstamp')).status).toBe(401);
    expect((await anybody.as(accessToken).get('/api/v1/auth/me')).status).toBe(401);
  });

  it('that prove by something revoked, or for an actor that is gone, let nobody in', async () => {
    const { id } = (await linkedAgent('hugo', [])).body;
    const validateToken = jest.spyOn(BadgeAuthMethod.prototype, 'validateToken');
    const presenting = async (limits: IdentityLimits) => {
      validateToken.mockResolvedValueOnce({ agentId: id, limits });
      return (await anybody.as('badge.hugo.goldstamp').get('/api/v1/auth/me')).status;
    };
    await registry.app.get(Revocations, { strict: false }).revoke('stamp-7', new Date('2999-01-01'));
    expect(await presenting({ basis: ['stamp-6'], actors: [id] })).toBe(200);
    expect(await presenting({ basis: ['stamp-6', 'stamp-7'] })).toBe(401);
    expect(await presenting({ actors: [id, 'nobody'] })).toBe(401);
    validateToken.mockRestore();
  });

  it('that prove a vended credential or something past get nobody an access token', async () => {
    const { id } = (await linkedAgent('gina', [])).body;
    const authenticate = jest.spyOn(BadgeAuthMethod.prototype, 'authenticate');
    const limits = [
      { credential: { id, toolId: id, scopes: [] } },
      { actors: [id] },
      { expiresAt: new Date(registry.app.get(Clock).now().getTime() - 1) },
    ];
    for (const it of limits) {
      authenticate.mockResolvedValueOnce({ agentId: id, limits: it });
      expect((await logIn('badge.gina.goldstamp')).body.code).toBe('INVALID_CREDENTIALS');
    }
    authenticate.mockResolvedValueOnce({ agentId: id });
    expect((await logIn('badge.gina.goldstamp')).status).toBe(200);
    authenticate.mockResolvedValueOnce({ agentId: 'no id at all' });
    expect((await logIn('badge.gina.goldstamp')).body.code).toBe('INVALID_CREDENTIALS');
    authenticate.mockRestore();
  });

  it('that cannot tell refuse as unavailable, and grant nothing', async () => {
    expect(await logIn('badge.outage')).toMatchObject({ status: 503, body: { code: 'AUTH_METHOD_UNAVAILABLE' } });
    expect((await anybody.as('badge.outage').get('/api/v1/auth/me')).body.code).toBe('AUTH_METHOD_UNAVAILABLE');
  });

  it('keep their secrets sealed, and keep a secret that comes back masked', async () => {
    const [row] = await registry.app
      .get(DataSource)
      .query(`SELECT m::text AS text FROM auth_method_instance m WHERE name = 'badges'`);
    expect(row.text).toContain('badge-office');
    expect(row.text).not.toContain('goldstamp');
    const changed = await patch('badges', { settings: { issuer: 'new-office', stamp: MASK } });
    expect(changed.body.settings).toEqual({ issuer: 'new-office', stamp: MASK });
    await linkedAgent('carol', [{ issuer: 'new-office', subject: 'carol' }]);
    expect((await logIn('badge.carol.goldstamp')).status).toBe(200);
    await patch('badges', { settings: { issuer: 'badge-office', stamp: 'goldstamp' } });
  });

  it('work when their kind was registered by hand', async () => {
    const settings = { issuer: 'badge-office', stamp: 'silver' };
    await admin.post('/api/v1/auth-methods', { name: 'silver', kind: 'hand_made', settings });
    await linkedAgent('dora', [{ issuer: 'badge-office', subject: 'dora' }]);
    expect((await logIn('badge.dora.silver', 'silver')).status).toBe(200);
  });

  it('end logins and access tokens when they are disabled or deleted', async () => {
    await admin.post('/api/v1/auth-methods', { name: 'short', kind: 'badge', settings: { issuer: 'i', stamp: 's' } });
    await linkedAgent('erin', [{ issuer: 'i', subject: 'erin' }]);
    const client = anybody.as((await logIn('badge.erin.s', 'short')).body.accessToken);
    const status = async () => (await client.get('/api/v1/auth/me')).status;
    expect([await status(), (await patch('short', { enabled: false })).body.enabled]).toEqual([200, false]);
    expect([await status(), (await logIn('badge.erin.s', 'short')).status]).toEqual([401, 401]);
    await patch('short', { enabled: true });
    expect([await status(), (await logIn('badge.erin.s', 'short')).status]).toEqual([401, 200]);
    expect((await admin.delete('/api/v1/auth-methods/short', { 'if-match': '"1"' })).status).toBe(412);
    expect((await admin.delete('/api/v1/auth-methods/short', { 'if-match': '"3"' })).status).toBe(204);
    expect([await status(), (await logIn('badge.erin.s', 'short')).status]).toEqual([401, 401]);
  });

  it('whose kind is gone are shown, and log nobody in', async () => {
    await registry.app.get(DataSource).query(`
      INSERT INTO auth_method_instance (name, kind, settings, enabled, epoch, revision, created_at, updated_at)
      VALUES ('lost', 'gone', '{"a":1}', true, gen_random_uuid(), 1, now(), now())`);
    await patch('badges', { enabled: true });
    const { body } = await admin.get('/api/v1/auth-methods');
    const gone = body.data.find((it: { kind: string }) => it.kind === 'gone');
    expect(gone).toMatchObject({
      installed: false,
      settingsSchema: null,
      instances: [{ name: 'lost', installed: false }],
    });
    expect((await logIn('badge.alice.goldstamp', 'lost')).body.code).toBe('INVALID_CREDENTIALS');
    expect((await patch('lost', { settings: {} })).body.code).toBe('UNKNOWN_KIND');
  });

  it.each([
    [{ kind: 'nothing' }, 400, 'UNKNOWN_KIND', '/kind'],
    [{ settings: { issuer: 'x' } }, 400, 'VALIDATION_FAILED', '/settings/stamp'],
    [{ settings: { issuer: 'x', stamp: 'y', more: 1 } }, 400, 'VALIDATION_FAILED', '/settings/more'],
    [{ settings: { issuer: 'x', stamp: MASK } }, 400, 'VALIDATION_FAILED', '/settings/stamp'],
    [{ mapping: {} }, 400, 'VALIDATION_FAILED', '/mapping/provision'],
    [{ mapping: 'provision' }, 400, 'VALIDATION_FAILED', '/mapping'],
    [{ mapping: [{ provision: 'link' }] }, 400, 'VALIDATION_FAILED', '/mapping'],
    [{ mapping: { provision: 'always' } }, 400, 'VALIDATION_FAILED', '/mapping/provision'],
    [{ mapping: { provision: 'link', more: 1 } }, 400, 'VALIDATION_FAILED', '/mapping/more'],
    [{ mapping: { provision: 'link', agentType: 'robot' } }, 400, 'VALIDATION_FAILED', '/mapping/agentType'],
    [{ mapping: { provision: 'link', nameClaim: 'a b' } }, 400, 'VALIDATION_FAILED', '/mapping/nameClaim'],
    [{ mapping: { provision: 'link', roles: [{ claim: 'g' }] } }, 400, 'VALIDATION_FAILED', '/mapping/roles/0/value'],
    [{ mapping: { provision: 'link', roles: [null] } }, 400, 'VALIDATION_FAILED', '/mapping/roles'],
    [{ mapping: { provision: 'link', defaultRoles: ['king'] } }, 400, 'VALIDATION_FAILED', '/mapping/defaultRoles/0'],
    [
      { mapping: { provision: 'link', roles: [{ claim: 'g', value: 'v', role: 'king' }] } },
      400,
      'VALIDATION_FAILED',
      '/mapping/roles/0/role',
    ],
    [{ name: 'No Name' }, 400, 'VALIDATION_FAILED', '/name'],
    [{ name: 'badges' }, 409, 'AUTH_METHOD_NAME_TAKEN', '/name'],
  ])('are not configured from %j', async (flaw, status, code, pointer) => {
    const method = { name: 'other', kind: 'badge', settings: { issuer: 'x', stamp: 'y' } };
    const reply = await admin.post('/api/v1/auth-methods', { ...method, ...flaw });
    expect([reply.status, reply.body.code, reply.body.errors[0].pointer]).toEqual([status, code, pointer]);
  });

  it('can vouch for anybody, so those who hold less than everything configure none', async () => {
    const password = 'a long enough password';
    await admin.post('/api/v1/agents', { name: 'frank', type: 'user', permissions: ['agent:manage'], password });
    const frank = await anybody.login('frank', password);
    const method = { name: 'mine', kind: 'badge', settings: { issuer: 'i', stamp: 's' } };
    expect((await frank.post('/api/v1/auth-methods', method)).body.code).toBe('GRANT_TOO_WIDE');
    expect((await frank.patch('/api/v1/auth-methods/badges', { enabled: false }, { 'if-match': '*' })).status).toBe(
      403,
    );
    expect((await frank.delete('/api/v1/auth-methods/badges', { 'if-match': '*' })).status).toBe(403);
  });
});
