import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DataSource, type MigrationInterface } from 'typeorm';
import type { Environment } from '../config/environment.js';
import { dataSourceOptions } from './data-source-options.js';

type MigrationType = new () => MigrationInterface;

/**
 * Brings the schema up to date.
 *
 * @param folder where the compiled migrations are.
 */
export async function migrate(url: string, environment: Environment, folder: string): Promise<void> {
  const migrations = await loadMigrations(folder);
  const dataSource = new DataSource({ ...dataSourceOptions(url, environment), migrations });
  await dataSource.initialize();
  try {
    await dataSource.runMigrations({ transaction: 'all' });
  } finally {
    await dataSource.destroy();
  }
}

async function loadMigrations(folder: string): Promise<MigrationType[]> {
  const files = (await readdir(folder)).filter((it) => /^\d+-.+\.(js|ts)$/.test(it) && !it.endsWith('.d.ts')).sort();
  const modules = await Promise.all(files.map((it) => import(join(folder, it)) as Promise<Record<string, MigrationType>>));
  return modules.flatMap((it) => Object.values(it).filter((member) => typeof member === 'function'));
}
