import { DataSource } from 'typeorm';
import { loadMigrations, migrate } from '../../src/database/migrate.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';
import { createDatabase, query, type TestDatabase } from '../support/test-database.js';

/** Tables that no entity describes: the database room's own. */
const WITHOUT_ENTITY = ['change', 'installation', 'migration'];

async function tablesIn(url: string): Promise<string[]> {
  const rows = await query<{ name: string }>(
    url,
    `SELECT table_name AS "name" FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}

describe('a migrated database', () => {
  let registry: TestRegistry;

  beforeAll(async () => {
    registry = await startTestRegistry();
  });

  afterAll(() => registry.close());

  it('is just what the entities describe', async () => {
    const { upQueries } = await registry.app.get(DataSource).driver.createSchemaBuilder().log();
    expect(upQueries.map((it) => it.query)).toEqual([]);
  });

  it('has no table without an entity', async () => {
    const described = registry.app.get(DataSource).entityMetadatas.map((it) => it.tableName);
    expect(await tablesIn(registry.databaseUrl)).toEqual([...new Set([...described, ...WITHOUT_ENTITY])].sort());
  });

  it('has an index that leads with the columns of each foreign key', async () => {
    const unindexed = await query(
      registry.databaseUrl,
      `SELECT conrelid::regclass::text AS "table", conname AS "foreignKey" FROM pg_constraint AS c
       WHERE contype = 'f' AND NOT EXISTS (
         SELECT FROM pg_index AS i
         WHERE i.indrelid = c.conrelid AND (i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey)`,
    );
    expect(unindexed).toEqual([]);
  });
});

describe('migrations', () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await createDatabase();
  });

  afterEach(() => database.drop());

  it('run once when several instances start at the same time', async () => {
    const ran = await Promise.all(Array.from({ length: 5 }, () => migrate(database.url, 60_000)));
    const all = (await loadMigrations()).map((it) => it.name);
    expect(ran.filter((it) => it.length > 0)).toEqual([all]);
    expect(await query(database.url, 'SELECT FROM "migration"')).toHaveLength(all.length);
  });

  it('can all be undone, leaving nothing', async () => {
    const applied = await migrate(database.url, 60_000);
    const migrations = await loadMigrations();
    const dataSource = new DataSource({
      type: 'postgres',
      url: database.url,
      migrations,
      migrationsTableName: 'migration',
    });
    await dataSource.initialize();
    for (let left = applied.length; left > 0; left -= 1) await dataSource.undoLastMigration();
    await dataSource.destroy();
    expect(await tablesIn(database.url)).toEqual(['migration']);
  });
});
