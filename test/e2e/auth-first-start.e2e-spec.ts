import { randomBytes } from 'node:crypto';
import { DataSource } from 'typeorm';
import { AdministratorReset, FirstAdministrator } from '../../src/auth/index.js';
import { ApiClient } from '../support/api-client.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';
import { createDatabase } from '../support/test-database.js';

describe('the first start', () => {
  const variables = { ADMIN_PASSWORD: '', MASTER_KEY: randomBytes(32).toString('base64') };
  let database: Awaited<ReturnType<typeof createDatabase>>;
  const started: TestRegistry[] = [];

  const start = async () => {
    const registry = await startTestRegistry({ variables: { ...variables, DATABASE_URL: database.url } });
    started.push(registry);
    return registry;
  };
  const passwordOf = ({ app }: TestRegistry) => app.get(FirstAdministrator).generatedPassword;

  beforeAll(async () => (database = await createDatabase()));
  afterAll(async () => {
    for (const it of started) await it.close();
    await database.drop();
  });

  it('makes one administrator, a pair of signing keys and one of each method when two instances start together', async () => {
    const both = await Promise.all([start(), start()]);
    const passwords = both.map(passwordOf).filter((it) => it !== undefined);
    expect(passwords).toHaveLength(1);
    for (const { url } of both) {
      const admin = await new ApiClient(url).login('admin', passwords[0]);
      expect((await admin.get('/api/v1/auth/me')).body.roles).toEqual(['admin']);
      const { body } = await admin.get('/api/v1/auth-methods');
      const names = body.data.flatMap((it: { instances: { name: string }[] }) => it.instances.map(({ name }) => name));
      expect(names).toEqual(expect.arrayContaining(['api_key', 'client_credentials', 'password']));
    }
    const [counts] = await both[0].app.get(DataSource).query(`
      SELECT (SELECT count(*)::int FROM agent) AS agents,
        (SELECT array_agg(status ORDER BY status) FROM signing_key) AS keys`);
    expect(counts).toEqual({ agents: 1, keys: ['current', 'next'] });
  });

  it('is not repeated by the second', async () => {
    expect(passwordOf(await start())).toBeUndefined();
  });

  it('lets tokens of one instance serve on the others, and changes reach them', async () => {
    const [one, other] = started as [TestRegistry, TestRegistry];
    const admin = await new ApiClient(one.url).login('admin', passwordOf(one) ?? passwordOf(other));
    expect((await new ApiClient(other.url, admin.token).get('/api/v1/auth/me')).status).toBe(200);
  });

  it('can be made good for by a reset: locked out, demoted and disabled administrators get back in', async () => {
    const [registry] = started as [TestRegistry];
    await registry.app.get(DataSource).query(`
      UPDATE agent SET status = 'disabled'; DELETE FROM agent_role; UPDATE auth_method_instance SET enabled = false`);
    const { username, password } = await registry.app.get(AdministratorReset).resetAdministrator();
    const admin = await new ApiClient(registry.url).login(username, password);
    expect((await admin.get('/api/v1/auth/me')).body).toMatchObject({ name: 'admin', roles: ['admin'] });
  });
});
