import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/index.js';

const EXISTING = 'SELECT name FROM role WHERE name = ANY($1::text[]) ORDER BY name COLLATE "C" FOR KEY SHARE';

@Injectable()
export class MappedRolesRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Those of the roles that exist, by name. In a transaction they exist until it ends. */
  async existing(names: readonly string[]): Promise<string[]> {
    const rows = await this.transactions.prepared<{ name: string }>('mapped-roles', EXISTING, [names]);
    return rows.map((it) => it.name);
  }
}
