import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** An agent was made for a subject of another issuer on first sight; the issuer's claims give it its roles. */
@Entity('agent_provisioning')
export class AgentProvisioning {
  @ForeignKey('Agent', { name: 'agent_provisioning_agent_id_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'agent_provisioning_pkey' })
  agentId!: string;

  /** Name of the auth method instance. */
  @Column('text')
  method!: string;

  /** When the issuer said what the agent's roles were made from. */
  @Column('timestamptz')
  assertedAt!: Date;
}
