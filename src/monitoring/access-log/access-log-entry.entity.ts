import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One decision of the policies, and how it came about. */
@Entity('access_log')
@Index('access_log_at_idx', ['at', 'decisionId'])
@Index('access_log_agent_idx', ['agentId', 'at', 'decisionId'])
@Index('access_log_tool_idx', ['toolId', 'at', 'decisionId'])
@Index('access_log_refused_idx', ['at', 'decisionId'], { where: 'NOT allowed' })
@Index('access_log_shadow_idx', ['at', 'decisionId'], { where: 'shadow_allowed IS NOT NULL' })
@Check('access_log_shadow_check', '(shadow_allowed IS NULL) = (shadow IS NULL) AND shadow_allowed <> allowed')
export class AccessLogEntry {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'access_log_pkey' })
  decisionId!: string;

  @Column('timestamptz')
  at!: Date;

  @Column('uuid')
  agentId!: string;

  @Column('uuid')
  toolId!: string;

  @Column('varchar', { length: 32 })
  action!: string;

  @Column('boolean')
  allowed!: boolean;

  @Column('varchar', { length: 100 })
  reasonCode!: string;

  @Column('text')
  reasonDetail!: string;

  @Column('jsonb')
  obligations!: object;

  @Column('jsonb')
  trace!: object[];

  /** What the shadow policies would have made of it, where that differs. */
  @Column('boolean', { nullable: true })
  shadowAllowed!: boolean | null;

  /** Why, and which of them. */
  @Column('jsonb', { nullable: true })
  shadow!: object | null;

  @Column('varchar', { length: 128, nullable: true })
  requestId!: string | null;

  @Column('varchar', { length: 64, nullable: true })
  address!: string | null;
}
