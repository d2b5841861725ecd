import { DiscoveryService } from '@nestjs/core';

type Row = Readonly<Record<string, string | null>>;

/** A column whose values are sealed under the master key, and how they are. */
export interface SealedColumn {
  readonly table: string;
  readonly column: string;
  /** Purpose of the key. */
  readonly purpose: string;
  /** For the values of which columns it opens, by their names in PostgreSQL. */
  readonly contextColumns: readonly string[];
  /** @param row the context columns. */
  readonly context: (row: Row) => string;
}

/** Says of a provider what it seals, so that the values can be sealed anew when the master key has changed. */
export const Seals = DiscoveryService.createDecorator<SealedColumn>();
