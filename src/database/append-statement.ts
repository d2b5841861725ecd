import type { DataSource, EntityMetadata } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';

/** A statement by a name of its own, as `Transactions.prepared` takes it. */
export interface AppendStatement<T> {
  readonly name: string;
  readonly text: string;
  values(rows: readonly T[]): unknown[];
}

/**
 * Inserts rows of an entity: one array for each column, so that it is the same statement however many rows there are.
 *
 * Members that are absent are null, whatever the default of their column. @throws Error for columns that are arrays.
 */
export function appendStatement<T extends object>({ driver }: DataSource, entity: EntityMetadata): AppendStatement<T> {
  const { tableName, columns } = entity;
  if (columns.some(({ isArray }) => isArray)) throw new Error(`${tableName} has a column of arrays`);
  const names = columns.map(({ databaseName }) => `"${databaseName}"`);
  const arrays = columns.map((it, position) => `$${position + 1}::${driver.normalizeType(it)}[]`);
  return {
    name: `${tableName}-append`,
    text: `INSERT INTO "${tableName}" (${names.join(', ')}) SELECT * FROM unnest(${arrays.join(', ')})`,
    values: (rows) => columns.map((column) => rows.map((row) => valueOf(row, column))),
  };
}

function valueOf(row: object, { propertyName, type }: ColumnMetadata): unknown {
  const value = (row as Readonly<Record<string, unknown>>)[propertyName] ?? null;
  return type === 'jsonb' && value !== null ? JSON.stringify(value) : value;
}
