import { Injectable } from '@nestjs/common';
import { In, QueryFailedError } from 'typeorm';
import type { ExpectedRevision } from '../../common/http/if-match.decorator.js';
import { Transactions } from '../../database/index.js';
import { AgentProvisioningsRepository } from '../identities/agent-provisionings.repository.js';
import { ExternalIdentitiesRepository } from '../identities/external-identities.repository.js';
import { PermissionSet } from '../permissions.js';
import type { AgentFilter, AgentPatch } from './agent-inputs.js';
import type { AgentProfile } from './agent-profile.js';
import { AgentRole } from './agent-role.entity.js';
import { type AgentView, toAgentView } from './agent-view.js';
import { Agent } from './agent.entity.js';

interface ProfileRow extends Pick<Agent, 'id' | 'name' | 'type' | 'status' | 'permissions'> {
  readonly tokenEpoch: number;
  readonly roles: string[];
  readonly rolePermissions: string[];
}

const PROFILES = `
  SELECT a.id, a.name, a.type, a.status, a.permissions, a.token_epoch AS "tokenEpoch",
    array(SELECT role_name FROM agent_role WHERE agent_id = a.id ORDER BY role_name) AS roles,
    array(SELECT DISTINCT unnest(r.permissions) FROM agent_role ar JOIN role r ON r.name = ar.role_name
      WHERE ar.agent_id = a.id) AS "rolePermissions"
  FROM agent a
`;

/** foreign_key_violation, and restrict_violation as PostgreSQL 18 says for ON DELETE RESTRICT. */
const STILL_REFERENCED = ['23503', '23001'];

/** Columns of an agent that a change may write. */
export type AgentColumns = Pick<Agent, 'updatedAt'> &
  Partial<Pick<Agent, 'displayName' | 'ownerId' | 'metadata' | 'permissions' | 'status'>>;

@Injectable()
export class AgentsRepository {
  constructor(
    private readonly transactions: Transactions,
    private readonly identities: ExternalIdentitiesRepository,
    private readonly provisionings: AgentProvisioningsRepository,
  ) {}

  async findProfile(id: string): Promise<AgentProfile | undefined> {
    const [row] = await this.transactions.manager.query<ProfileRow[]>(`${PROFILES} WHERE a.id = $1`, [id]);
    return row && toProfile(row);
  }

  /** In order of creation, from past `after`. */
  async findProfiles(limit: number, after: string | undefined): Promise<AgentProfile[]> {
    const page = `${PROFILES} WHERE $1::uuid IS NULL OR a.id > $1::uuid ORDER BY a.id LIMIT $2`;
    return (await this.transactions.manager.query<ProfileRow[]>(page, [after ?? null, limit])).map(toProfile);
  }

  async findById(id: string): Promise<AgentView | undefined> {
    const agent = await this.transactions.of(Agent).findOneBy({ id });
    return agent ? (await this.withLinks([agent]))[0] : undefined;
  }

  async findByCanonicalName(canonicalName: string): Promise<AgentView | undefined> {
    const agent = await this.transactions.of(Agent).findOneBy({ canonicalName });
    return agent ? (await this.withLinks([agent]))[0] : undefined;
  }

  /** In order of creation, from past `after`; one more than `limit`, where there is one. */
  async findPage(filter: AgentFilter, limit: number, after: string | undefined): Promise<AgentView[]> {
    const { type, status, role, ownerId } = filter;
    const query = this.transactions
      .of(Agent)
      .createQueryBuilder('agent')
      .orderBy('agent.id')
      .limit(limit + 1);
    if (type !== undefined) query.andWhere('agent.type = :type', { type });
    if (status !== undefined) query.andWhere('agent.status = :status', { status });
    if (ownerId !== undefined) query.andWhere('agent.ownerId = :ownerId', { ownerId });
    if (role !== undefined) {
      query.andWhere('EXISTS (SELECT 1 FROM agent_role r WHERE r.agent_id = agent.id AND r.role_name = :role)', {
        role,
      });
    }
    if (after !== undefined) query.andWhere('agent.id > :after', { after });
    return this.withLinks(await query.getMany());
  }

  /** False when another agent has the name. */
  async insertIfNameIsFree(agent: Agent): Promise<boolean> {
    const insert = this.transactions
      .of(Agent)
      .createQueryBuilder()
      .insert()
      .values(agent as never);
    const { raw } = await insert.orIgnore().returning('id').execute();
    return (raw as unknown[]).length > 0;
  }

  /** Whether there was one of this revision to change. */
  async update(id: string, expected: ExpectedRevision, columns: AgentColumns): Promise<boolean> {
    await this.transactions.close('agent', [id]);
    const update = this.transactions.of(Agent).createQueryBuilder().update();
    update.set({ ...columns, revision: () => 'revision + 1' } as never).where('id = :id', { id });
    if (expected !== 'any') update.andWhere('revision = :expected', { expected });
    return (await update.execute()).affected === 1;
  }

  /** Access tokens that the agent has got so far end. */
  async endTokens(id: string): Promise<void> {
    await this.transactions.close('agent', [id]);
    await this.transactions.of(Agent).increment({ id }, 'tokenEpoch', 1);
  }

  /** `in_use` when rows of other tables name the agent and must not lose it; the transaction cannot go on then. */
  async delete(id: string, expected: ExpectedRevision): Promise<'deleted' | 'changed' | 'in_use'> {
    await this.transactions.close('agent', [id]);
    try {
      const revision = expected === 'any' ? {} : { revision: expected };
      const { affected } = await this.transactions.of(Agent).delete({ id, ...revision });
      await this.transactions.manager.query('SET CONSTRAINTS ALL IMMEDIATE');
      return affected === 1 ? 'deleted' : 'changed';
    } catch (error) {
      if (isStillReferenced(error)) return 'in_use';
      throw error;
    }
  }

  /** Replaces roles and identities that are given. False when an identity stands for another agent. */
  async replaceLinks(
    agentId: string,
    { roles, identities }: Pick<AgentPatch, 'roles' | 'identities'>,
  ): Promise<boolean> {
    if (roles) await this.replaceRoles(agentId, roles);
    return !identities || this.identities.replaceOf(agentId, identities);
  }

  private async replaceRoles(agentId: string, names: readonly string[]): Promise<void> {
    await this.transactions.of(AgentRole).delete({ agentId });
    if (names.length === 0) return;
    await this.transactions.of(AgentRole).insert([...new Set(names)].map((roleName) => ({ agentId, roleName })));
  }

  private async withLinks(agents: readonly Agent[]): Promise<AgentView[]> {
    if (agents.length === 0) return [];
    const ids = agents.map((it) => it.id);
    const held = await this.transactions.of(AgentRole).findBy({ agentId: In(ids) });
    const identitiesOf = await this.identities.findOfAgents(ids);
    const makers = await this.provisionings.methodsOfAgents(ids);
    const rolesOf = (id: string) => held.filter((it) => it.agentId === id).map((it) => it.roleName);
    return agents.map((it) => {
      const links = { roles: rolesOf(it.id).sort(), identities: identitiesOf(it.id) };
      return toAgentView(it, { ...links, provisionedBy: makers.get(it.id) ?? null });
    });
  }
}

function toProfile({
  id,
  name,
  type,
  status,
  tokenEpoch,
  roles,
  permissions,
  rolePermissions,
}: ProfileRow): AgentProfile {
  const held = new PermissionSet([...new Set([...rolePermissions, ...permissions])]);
  return { id, name, type, active: status === 'active', tokenEpoch, roles, permissions: held };
}

function isStillReferenced(error: unknown): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  return STILL_REFERENCED.includes((error.driverError as { code?: string }).code ?? '');
}
