import { DiscoveryService } from '@nestjs/core';

/** A column whose values are sealed under the master key, and how they are. */
export interface SealedColumn {
  readonly table: string;
  readonly column: string;
  /** Purpose of the key. */
  readonly purpose: string;
  /** For the values of which columns it opens, by their names in PostgreSQL. */
  readonly contextColumns: readonly string[];
  /** @param values of the context columns, empty where one is null. */
  readonly context: (...values: string[]) => string;
}

/** Says of a provider what it seals, so that the values can be sealed anew when the master key has changed. */
export const Seals = DiscoveryService.createDecorator<SealedColumn>();
