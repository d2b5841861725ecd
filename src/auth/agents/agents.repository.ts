import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/index.js';
import { PermissionSet } from '../permissions.js';
import { AgentRole } from './agent-role.entity.js';
import { type AgentView, toAgentView } from './agent-view.js';
import { Agent } from './agent.entity.js';
import type { AgentProfile } from './agent-profile.js';

interface ProfileRow extends Pick<Agent, 'id' | 'name' | 'type' | 'status' | 'permissions'> {
  readonly tokenEpoch: number;
  readonly roles: string[];
  readonly rolePermissions: string[];
}

const PROFILE = `
  SELECT a.id, a.name, a.type, a.status, a.permissions, a.token_epoch AS "tokenEpoch",
    array(SELECT role_name FROM agent_role WHERE agent_id = a.id ORDER BY role_name) AS roles,
    array(SELECT DISTINCT unnest(r.permissions) FROM agent_role ar JOIN role r ON r.name = ar.role_name
      WHERE ar.agent_id = a.id) AS "rolePermissions"
  FROM agent a WHERE a.id = $1
`;

@Injectable()
export class AgentsRepository {
  constructor(private readonly transactions: Transactions) {}

  async findProfile(id: string): Promise<AgentProfile | undefined> {
    const [row] = (await this.transactions.manager.query(PROFILE, [id])) as ProfileRow[];
    if (!row) return undefined;
    const { name, type, status, tokenEpoch, roles, permissions, rolePermissions } = row;
    const held = new PermissionSet([...new Set([...rolePermissions, ...permissions])]);
    return { id, name, type, active: status === 'active', tokenEpoch, roles, permissions: held };
  }

  async findById(id: string): Promise<AgentView | undefined> {
    const agent = await this.transactions.of(Agent).findOneBy({ id });
    return agent ? toAgentView(agent, await this.rolesOf(id)) : undefined;
  }

  /** False when another agent has the name. */
  async insertIfNameIsFree(agent: Agent): Promise<boolean> {
    const insert = this.transactions.of(Agent).createQueryBuilder().insert().values(agent as never);
    const { raw } = await insert.orIgnore().returning('id').execute();
    return (raw as unknown[]).length > 0;
  }

  async replaceRoles(agentId: string, names: readonly string[]): Promise<void> {
    await this.transactions.of(AgentRole).delete({ agentId });
    if (names.length === 0) return;
    await this.transactions.of(AgentRole).insert([...new Set(names)].map((roleName) => ({ agentId, roleName })));
  }

  private async rolesOf(agentId: string): Promise<string[]> {
    const roles = await this.transactions.of(AgentRole).find({ where: { agentId }, order: { roleName: 'ASC' } });
    return roles.map((it) => it.roleName);
  }
}
