import { createRegistry } from '../../src/bootstrap.js';
import { StartError } from '../../src/common/errors/start-error.js';
import { DataSource } from 'typeorm';
import { ApiClient } from '../support/api-client.js';
import { startTestRegistry } from '../support/registry.js';
import { describeWithSystemPostgres, type RunningPostgres, startSystemPostgres } from '../support/system-postgres.js';
import { createDatabase, query } from '../support/test-database.js';

describeWithSystemPostgres("on the distribution's PostgreSQL", () => {
  let server: RunningPostgres;

  beforeAll(async () => {
    server = await startSystemPostgres();
  });

  afterAll(() => server.stop());

  it('starts, and the schema is what the entities describe', async () => {
    const registry = await startTestRegistry({ variables: { DATABASE_URL: server.url } });
    expect((await new ApiClient(registry.url).login()).token).toEqual(expect.any(String));
    const { upQueries } = await registry.app.get(DataSource).driver.createSchemaBuilder().log();
    expect(upQueries.map((it) => it.query)).toEqual([]);
    await registry.close();
  });
});

describe('two instances that start at the same time on an empty database', () => {
  it('both serve, with one administrator', async () => {
    const database = await createDatabase();
    const variables = { DATABASE_URL: database.url };
    const registries = await Promise.all([startTestRegistry({ variables }), startTestRegistry({ variables })]);
    for (const { url } of registries) expect((await new ApiClient(url).login()).token).toEqual(expect.any(String));
    await Promise.all(registries.map((it) => it.close()));
    await database.drop();
  });
});

describe('an old PostgreSQL', () => {
  it('is refused by name', async () => {
    const database = await createDatabase();
    await query(
      database.url,
      `CREATE SCHEMA old;
       CREATE FUNCTION old.current_setting(name text) RETURNS text LANGUAGE sql AS
         $$ SELECT CASE name WHEN 'server_version_num' THEN '140019' WHEN 'server_version' THEN '14.19'
                             ELSE pg_catalog.current_setting(name) END $$;
       DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = old, pg_catalog', current_database()); END $$`,
    );
    const start = createRegistry({ variables: { NODE_ENV: 'test', DATABASE_URL: database.url } });
    await expect(start).rejects.toThrow(new StartError('PostgreSQL 14.19 is too old: 15 or later is needed.'));
    await database.drop();
  });
});
