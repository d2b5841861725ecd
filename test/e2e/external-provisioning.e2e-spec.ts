import { DataSource } from 'typeorm';
import { ApiClient } from '../support/api-client.js';
import { AUDIENCE, configureIssuer, exchange, reachable, whoAmI } from '../support/external-login.js';
import { startIssuer, type TestIssuer } from '../support/issuer.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

const MAPPING = {
  provision: 'provision',
  agentType: 'service',
  nameClaim: 'preferred_username',
  displayNameClaim: 'profile.full_name',
  roles: [
    { claim: 'groups', value: 'publishers', role: 'tool_publisher' },
    { claim: 'realm_access.roles', value: 'auditor', role: 'auditor' },
    { claim: 'https://idp.example/role', value: 'policies', role: 'policy_admin' },
  ],
  defaultRoles: ['user'],
};

describe('agents made on first sight', () => {
  let registry: TestRegistry;
  let issuer: TestIssuer;
  let anybody: ApiClient;
  let admin: ApiClient;
  let subjects = 0;
  let iat = Math.floor(Date.now() / 1000) - 500;

  /** A token that is newer than all before. */
  const tokenOf = (claims: object) => issuer.sign({ claims: { iat: (iat += 1), ...claims } });
  const logIn = async (claims: object) => exchange(anybody, 'provisioning', await tokenOf(claims));
  const me = async (accessToken: string) => (await whoAmI(anybody, accessToken)).body;
  const rolesAfter = async (claims: object) => (await me((await logIn(claims)).body.accessToken)).roles;
  const agentOf = async (claims: object) => {
    const { agentId } = await me((await logIn(claims)).body.accessToken);
    return (await admin.get(`/api/v1/agents/${agentId}`)).body;
  };
  const patchMethod = (mapping: object | null) =>
    admin.patch('/api/v1/auth-methods/provisioning', { mapping }, { 'if-match': '*' });
  const auditOf = async (id: string) => {
    const { body } = await admin.get(`/api/v1/audit?subjectId=${id}&limit=100`);
    return body.data.map((it: { action: string }) => it.action);
  };

  beforeAll(async () => {
    issuer = await startIssuer();
    registry = await startTestRegistry({ variables: reachable(issuer) });
    anybody = new ApiClient(registry.url);
    admin = await anybody.login();
    const reply = await configureIssuer(admin, issuer, { name: 'provisioning', mapping: MAPPING });
    expect(reply).toMatchObject({ status: 201, body: { mapping: MAPPING } });
    await configureIssuer(admin, issuer, { name: 'linking', settings: { audiences: ['linking'] } });
  });

  afterAll(async () => {
    await registry.close();
    await issuer.close();
  });

  it('are named, described and given roles by their claims', async () => {
    const claims = {
      sub: 'f1e2',
      preferred_username: 'ada@example.com',
      profile: { full_name: 'Ada  Lovelace' },
      groups: ['publishers', 'swimmers'],
      realm_access: { roles: ['auditor'] },
      'https://idp.example/role': 'policies',
    };
    const agent = await agentOf(claims);
    expect(agent).toMatchObject({
      ...{ name: 'ada@example.com', displayName: 'Ada Lovelace', type: 'service', status: 'active' },
      ...{ roles: ['auditor', 'policy_admin', 'tool_publisher', 'user'], permissions: [], ownerId: null },
      ...{ identities: [{ issuer: issuer.url, subject: 'f1e2' }], provisionedBy: 'provisioning' },
    });
    expect((await agentOf(claims)).id).toBe(agent.id);
    expect(await auditOf(agent.id)).toContain('agent.provisioned');
  });

  it('are made when a token is presented as it is, too', async () => {
    const token = await tokenOf({ sub: 'bearer', preferred_username: 'bearer' });
    const { agentId, roles } = await me(token);
    expect(roles).toEqual(['user']);
    expect((await me(token)).agentId).toBe(agentId);
  });

  it('are one, however many first logins there are at the same time', async () => {
    const tokens = await Promise.all(
      Array.from({ length: 8 }, () => tokenOf({ sub: 'twin', preferred_username: 'twin' })),
    );
    const replies = await Promise.all(tokens.map((it) => exchange(anybody, 'provisioning', it)));
    expect(replies.map((it) => it.status)).toEqual(tokens.map(() => 200));
    const ids = await Promise.all(replies.map(async (it) => (await me(it.body.accessToken)).agentId));
    expect(new Set(ids).size).toBe(1);
    const { body } = await admin.get('/api/v1/agents?limit=100');
    expect(body.data.filter((it: { name: string }) => it.name.startsWith('twin'))).toHaveLength(1);
  });

  it.each([
    [{ preferred_username: 'admin' }, /^admin-[0-9a-f]{12}$/],
    [{ preferred_username: 'ＡＤＭＩＮ' }, /^ADMIN-[0-9a-f]{12}$/],
    [{ preferred_username: ' <b>Bob</b> O’Neil ' }, /^b-Bob-b-O-Neil$/],
    [{ preferred_username: '../../etc/passwd' }, /^etc-passwd$/],
    [{ preferred_username: 'x'.repeat(5000) }, /^x{112}$/],
    [{ preferred_username: '😀'.repeat(100) }, /^named-\d+$/],
    [{ preferred_username: 'nul\0l\ud800' }, /^nul-l$/],
    [{ preferred_username: { toString: 'evil' } }, /^named-\d+$/],
    [{ preferred_username: ['a', 'b'] }, /^named-\d+$/],
    [{ preferred_username: undefined }, /^named-\d+$/],
    [{ preferred_username: 'ﷺ'.repeat(200) }, /^صلى/],
  ])('get a name of the right form from %j', async (claims, name) => {
    subjects += 1;
    const agent = await agentOf({ sub: `named-${subjects}`, ...claims });
    expect(agent.name).toMatch(name);
    expect(agent.name.length).toBeLessThanOrEqual(128);
  });

  it('are never ones that were there, by whatever name or address', async () => {
    const eve = await admin.post('/api/v1/agents', { name: 'eve@example.com', type: 'user', roles: ['admin'] });
    const claims = {
      sub: 'eve',
      preferred_username: 'eve@example.com',
      email: 'eve@example.com',
      email_verified: true,
    };
    const agent = await agentOf(claims);
    expect(agent.id).not.toBe(eve.body.id);
    expect(agent.roles).toEqual(['user']);
  });

  it('of subjects that differ in one character only are different', async () => {
    const agents = [await agentOf({ sub: 'Zoe' }), await agentOf({ sub: 'zoe' }), await agentOf({ sub: 'zoe\u200b' })];
    expect(new Set(agents.map((it) => it.id)).size).toBe(3);
    for (const sub of ['zo\ud800', 'zo\0', 'z'.repeat(501)]) expect((await logIn({ sub })).status).toBe(401);
  });

  it.each([
    ['no claim', {}],
    ['the same word in a text', { groups: 'swimmers publishers' }],
    ['another case', { groups: ['Publishers'] }],
    ['a list in a list', { groups: [['publishers']] }],
    ['an object', { groups: { publishers: true, length: 1, 0: 'publishers' } }],
    ['a number', { groups: 1 }],
    ['dots in a name', { realm_access: 'auditor', 'realm_access.roles.0': 'auditor' }],
    ['an inherited member', { realm_access: { __proto__: { roles: ['auditor'] } } }],
    [
      'a named prototype',
      JSON.parse('{"__proto__": {"groups": ["publishers"]}, "constructor": {"groups": "publishers"}}'),
    ],
  ])('get no role from %s', async (what, claims) => {
    expect(await rolesAfter({ sub: `roleless ${what}`, ...(claims as object) })).toEqual(['user']);
  });

  it('may get a role from a text as from a list', async () => {
    expect(await rolesAfter({ sub: 'single', groups: 'publishers' })).toEqual(['tool_publisher', 'user']);
  });

  it('have at each login the roles of that moment, and their older access tokens end', async () => {
    const first = await logIn({ sub: 'mia', groups: ['publishers'] });
    expect((await me(first.body.accessToken)).roles).toEqual(['tool_publisher', 'user']);
    const second = await logIn({ sub: 'mia', groups: [] });
    expect((await me(second.body.accessToken)).roles).toEqual(['user']);
    expect((await whoAmI(anybody, first.body.accessToken)).status).toBe(401);
    const { agentId } = await me(second.body.accessToken);
    expect(await auditOf(agentId)).toContain('agent.roles_synchronised');
    await logIn({ sub: 'mia' });
    expect((await whoAmI(anybody, second.body.accessToken)).status).toBe(200);
  });

  it('get no role back by a token from before it was taken', async () => {
    const old = await tokenOf({ sub: 'noa', groups: ['publishers'] });
    const between = await tokenOf({ sub: 'noa', groups: ['publishers'] });
    await me(old);
    expect(await rolesAfter({ sub: 'noa' })).toEqual(['user']);
    for (const it of [old, between]) expect((await me(it)).roles).toEqual(['user']);
    expect((await me((await exchange(anybody, 'provisioning', old)).body.accessToken)).roles).toEqual(['user']);
  });

  it('keep the roles of the first of two tokens of one second, whichever comes again', async () => {
    const first = await tokenOf({ sub: 'nil', groups: ['publishers'] });
    const second = await tokenOf({ sub: 'nil', iat });
    for (const it of [first, second, first]) expect((await me(it)).roles).toEqual(['tool_publisher', 'user']);
    expect(await rolesAfter({ sub: 'nil' })).toEqual(['user']);
  });

  it('have what an older token said when a newer one says the same', async () => {
    await logIn({ sub: 'ole' });
    const between = await tokenOf({ sub: 'ole', groups: ['publishers'] });
    expect(await rolesAfter({ sub: 'ole' })).toEqual(['user']);
    expect((await me(between)).roles).toEqual(['user']);
  });

  it('keep their roles from other methods, and agents that were linked from this one', async () => {
    const { id } = await agentOf({ sub: 'pia', groups: ['publishers'] });
    const token = await tokenOf({ sub: 'pia', aud: [AUDIENCE, 'linking'] });
    expect((await me((await exchange(anybody, 'linking', token)).body.accessToken)).roles).toHaveLength(2);
    expect((await admin.get(`/api/v1/agents/${id}`)).body.roles).toEqual(['tool_publisher', 'user']);
    const identities = [{ issuer: issuer.url, subject: 'quin' }];
    await admin.post('/api/v1/agents', { name: 'quin', type: 'user', roles: ['policy_admin'], identities });
    const linked = await agentOf({ sub: 'quin', groups: ['publishers'] });
    expect(linked).toMatchObject({ name: 'quin', roles: ['policy_admin'], provisionedBy: null });
  });

  it('that are disabled stay out', async () => {
    const { id } = await agentOf({ sub: 'rob' });
    await admin.post(`/api/v1/agents/${id}/disable`);
    expect((await logIn({ sub: 'rob', groups: ['publishers'] })).body.code).toBe('INVALID_CREDENTIALS');
  });

  it('are not made for a token that has ended, or of a method that only links', async () => {
    const count = async () => (await admin.get('/api/v1/agents?limit=100')).body.data.length;
    const before = await count();
    await logIn({ sub: 'sam', exp: iat - 1 });
    await exchange(anybody, 'linking', await tokenOf({ sub: 'sam', aud: 'linking' }));
    expect(await count()).toBe(before);
  });

  it('lose nothing but the role when a mapped role is deleted', async () => {
    await admin.post('/api/v1/roles', { name: 'brief', description: 'Brief.', permissions: ['self:read'] });
    await patchMethod({ ...MAPPING, defaultRoles: ['brief', 'user'] });
    const tom = await agentOf({ sub: 'tom' });
    expect(tom.roles).toEqual(['brief', 'user']);
    await admin.patch(`/api/v1/agents/${tom.id}`, { roles: [] }, { 'if-match': '*' });
    expect((await admin.delete('/api/v1/roles/brief', { 'if-match': '*' })).status).toBe(204);
    for (const sub of ['tom', 'tim']) expect(await rolesAfter({ sub })).toEqual(['user']);
    await patchMethod(MAPPING);
  });

  it('stay, but are no longer made, once the method only links', async () => {
    const { id } = await agentOf({ sub: 'una' });
    expect((await patchMethod({ ...MAPPING, provision: 'link' })).status).toBe(200);
    expect((await agentOf({ sub: 'una', groups: ['publishers'] })).roles).toEqual(['tool_publisher', 'user']);
    expect((await logIn({ sub: 'uwe' })).status).toBe(401);
    expect((await patchMethod(null)).body.mapping).toBeNull();
    expect((await agentOf({ sub: 'una' })).id).toBe(id);
    expect((await agentOf({ sub: 'una' })).roles).toEqual(['tool_publisher', 'user']);
    await patchMethod(MAPPING);
  });

  it('may become administrators, and the last one stays one', async () => {
    await patchMethod({ ...MAPPING, roles: [{ claim: 'groups', value: 'chiefs', role: 'admin' }] });
    const { id } = await agentOf({ sub: 'vera', groups: ['chiefs'] });
    const source = registry.app.get(DataSource);
    const others = `WHERE role_name = 'admin' AND agent_id <> '${id}' RETURNING agent_id`;
    const [gone] = await source.query(`DELETE FROM agent_role ${others}`);
    expect((await logIn({ sub: 'vera' })).body.code).toBe('INVALID_CREDENTIALS');
    for (const it of gone) await source.query(`INSERT INTO agent_role VALUES ($1, 'admin')`, [it.agent_id]);
    expect(await rolesAfter({ sub: 'vera' })).toEqual(['user']);
    await patchMethod(MAPPING);
  });
});
