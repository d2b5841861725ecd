import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Which agents have put a value of their own into a tool's slot for agents, and to whom alone it goes. */
@Entity('agent_secret')
@ForeignKey('ToolSecret', ['toolId', 'slot'], ['toolId', 'slot'], {
  name: 'agent_secret_slot_fkey',
  onDelete: 'CASCADE',
})
@Index('agent_secret_agent_idx', ['agentId'])
export class AgentSecret {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'agent_secret_pkey' })
  toolId!: string;

  @PrimaryColumn('varchar', { length: 64, primaryKeyConstraintName: 'agent_secret_pkey' })
  slot!: string;

  @ForeignKey('Agent', { name: 'agent_secret_agent_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'agent_secret_pkey' })
  agentId!: string;

  /** Scheme, host and port that the value is for; it goes nowhere else. */
  @Column('text')
  origin!: string;

  @Column('uuid')
  valueId!: string;

  /** Kind of the store that keeps the value. */
  @Column('varchar', { length: 64 })
  store!: string;

  @Column('timestamptz')
  updatedAt!: Date;
}
