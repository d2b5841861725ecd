import { Injectable } from '@nestjs/common';
import { In, MoreThan } from 'typeorm';
import { Transactions } from '../../database/index.js';
import { AgentRole } from '../agents/agent-role.entity.js';
import { ADMIN_ROLE, type BuiltInRole } from './built-in-roles.js';
import { Role } from './role.entity.js';

const ACTIVE_ADMINISTRATOR = `
  SELECT 1 FROM agent_role ar JOIN agent a ON a.id = ar.agent_id
  WHERE ar.role_name = $1 AND a.status = 'active' LIMIT 1
`;

@Injectable()
export class RolesRepository {
  constructor(private readonly transactions: Transactions) {}

  /** By name, from past `after`; one more than `limit`, where there is one. */
  findPage(limit: number, after: string | undefined): Promise<Role[]> {
    const where = after === undefined ? {} : { name: MoreThan(after) };
    return this.transactions.of(Role).find({ where, order: { name: 'ASC' }, take: limit + 1 });
  }

  findByNames(names: readonly string[]): Promise<Role[]> {
    return this.transactions.of(Role).findBy({ name: In([...names]) });
  }

  /** Until the transaction ends, other instances that start wait here. */
  async lockForSeeding(): Promise<void> {
    await this.transactions.manager.query(`SELECT pg_advisory_xact_lock(hashtext('auth.first-start'))`);
  }

  /** Writes roles as they are now, whether they were there or not. */
  async put(roles: readonly BuiltInRole[]): Promise<void> {
    const rows = roles.map((it) => ({ ...it, permissions: [...it.permissions] }));
    await this.transactions.of(Role).upsert(rows, ['name']);
  }

  /** Whether any agent, active or not, holds the role. */
  isHeld(name: string): Promise<boolean> {
    return this.transactions.of(AgentRole).existsBy({ roleName: name });
  }

  /** Until the transaction ends, nobody else changes who is an administrator. */
  async lockAdministrators(): Promise<void> {
    await this.transactions.manager.query('SELECT 1 FROM role WHERE name = $1 FOR NO KEY UPDATE', [ADMIN_ROLE]);
  }

  async hasActiveAdministrator(): Promise<boolean> {
    const [row] = (await this.transactions.manager.query(ACTIVE_ADMINISTRATOR, [ADMIN_ROLE])) as unknown[];
    return row !== undefined;
  }
}
