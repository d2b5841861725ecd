import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DataSource, type MigrationInterface } from 'typeorm';
import { APPLICATION_NAME, CONNECT_TIMEOUT_MS } from './data-source-options.js';

type MigrationType = new () => MigrationInterface;

/** Any fixed number will do, as long as every instance takes the same. */
const LOCK = 7_263_528_301;

/**
 * Brings the schema up to date. Instances that start together take turns, under an advisory lock.
 *
 * @param folder where the compiled migrations are.
 * @returns the names of the migrations that ran.
 */
export async function migrate(url: string, folder: string): Promise<string[]> {
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    migrations: await loadMigrations(folder),
    migrationsTableName: 'migration',
    applicationName: `${APPLICATION_NAME} migrations`,
    connectTimeoutMS: CONNECT_TIMEOUT_MS,
    poolSize: 2,
  });
  await dataSource.initialize();
  try {
    const lock = dataSource.createQueryRunner();
    await lock.query(`SELECT pg_advisory_lock(${LOCK})`);
    const migrations = await dataSource.runMigrations({ transaction: 'all' });
    await lock.query(`SELECT pg_advisory_unlock(${LOCK})`);
    await lock.release();
    return migrations.map(({ name }) => name);
  } finally {
    await dataSource.destroy();
  }
}

async function loadMigrations(folder: string): Promise<MigrationType[]> {
  const files = (await readdir(folder)).filter((it) => /^\d+-.+\.(js|ts)$/.test(it) && !it.endsWith('.d.ts')).sort();
  const modules = await Promise.all(files.map((it) => importModule(join(folder, it))));
  return modules.flatMap((it) => Object.values(it).filter((member) => typeof member === 'function'));
}

async function importModule(path: string): Promise<Record<string, MigrationType>> {
  return (await import(pathToFileURL(path).href)) as Record<string, MigrationType>;
}
