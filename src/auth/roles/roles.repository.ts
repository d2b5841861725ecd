import { Injectable } from '@nestjs/common';
import { In, MoreThan } from 'typeorm';
import type { ExpectedRevision } from '../../common/http/if-match.decorator.js';
import { Transactions } from '../../database/index.js';
import { AgentRole } from '../agents/agent-role.entity.js';
import { ADMIN_ROLE, type BuiltInRole } from './built-in-roles.js';
import { Role } from './role.entity.js';

const ACTIVE_ADMINISTRATOR = `
  SELECT 1 FROM agent_role ar JOIN agent a ON a.id = ar.agent_id
  WHERE ar.role_name = $1 AND a.status = 'active' LIMIT 1
`;

/** A custom role that has the name already stays what it is. */
const PUT_BUILT_IN = `
  INSERT INTO role (name, description, permissions, built_in, revision, created_at, updated_at)
  VALUES ($1, $2, $3, true, 1, $4, $4)
  ON CONFLICT (name) DO UPDATE
  SET description = excluded.description, permissions = excluded.permissions,
    revision = role.revision + 1, updated_at = excluded.updated_at
  WHERE role.built_in
    AND (role.description, role.permissions) IS DISTINCT FROM (excluded.description, excluded.permissions)
`;

/** Columns of a role that a change may write. */
type RoleColumns = Pick<Role, 'updatedAt'> & {
  readonly description: string | undefined;
  readonly permissions: Role['permissions'] | undefined;
};

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

  /** Writes a built-in role as it is to be now, whether it was there or not. */
  async putBuiltIn({ name, description, permissions }: BuiltInRole, now: Date): Promise<void> {
    await this.transactions.manager.query(PUT_BUILT_IN, [name, description, permissions, now]);
  }

  /** False when the name is taken. */
  async insertIfNameIsFree(role: Role): Promise<boolean> {
    const insert = this.transactions.of(Role).createQueryBuilder().insert().values(role);
    const { raw } = await insert.orIgnore().returning('name').execute();
    return (raw as unknown[]).length > 0;
  }

  /** Whether there was one of this revision to change. */
  async update(name: string, expected: ExpectedRevision, columns: RoleColumns): Promise<boolean> {
    const update = this.transactions.of(Role).createQueryBuilder().update();
    update.set({ ...columns, revision: () => 'revision + 1' } as never).where('name = :name', { name });
    if (expected !== 'any') update.andWhere('revision = :expected', { expected });
    return (await update.execute()).affected === 1;
  }

  async delete(name: string): Promise<void> {
    await this.transactions.of(Role).delete({ name });
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
