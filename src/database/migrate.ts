import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DataSource, type MigrationInterface } from 'typeorm';
import { APPLICATION_NAME } from './data-source-options.js';

type MigrationType = new () => MigrationInterface;

/** `migrations/` beside `src/`, in the sources as in the build. */
const FOLDER = join(import.meta.dirname, '../../migrations');

/** Any fixed number will do, as long as every instance takes the same. */
const LOCK = 7_263_528_301;

/**
 * Brings the schema up to date. Instances that start together take turns, under an advisory lock.
 *
 * @param patienceMs how long to wait for a connection.
 * @returns the names of the migrations that ran.
 */
export async function migrate(url: string, patienceMs: number): Promise<string[]> {
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    migrations: await loadMigrations(),
    migrationsTableName: 'migration',
    applicationName: `${APPLICATION_NAME} migrations`,
    connectTimeoutMS: patienceMs,
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

/** Every migration, oldest first. */
export async function loadMigrations(): Promise<MigrationType[]> {
  const files = (await readdir(FOLDER)).filter((it) => /^\d+-.+\.(js|ts)$/.test(it) && !it.endsWith('.d.ts')).sort();
  const modules = await Promise.all(files.map((it) => importModule(join(FOLDER, it))));
  return modules.flatMap((it) => Object.values(it).filter((member) => typeof member === 'function'));
}

async function importModule(path: string): Promise<Record<string, MigrationType>> {
  return (await import(pathToFileURL(path).href)) as Record<string, MigrationType>;
}
