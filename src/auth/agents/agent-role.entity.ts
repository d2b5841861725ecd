import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** An agent holds a role. */
@Entity('agent_role')
export class AgentRole {
  @ForeignKey('Agent', { name: 'agent_role_agent_id_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'agent_role_pkey' })
  agentId!: string;

  @Index('agent_role_role_name_idx')
  @ForeignKey('Role', { name: 'agent_role_role_name_fkey', onDelete: 'RESTRICT' })
  @PrimaryColumn('text', { primaryKeyConstraintName: 'agent_role_pkey' })
  roleName!: string;
}
