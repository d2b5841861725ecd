import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One use of a tool: an invocation through the registry, or a credential vended to use it directly. */
@Entity('tool_usage')
@Index('tool_usage_tool_idx', ['toolId', 'at'])
@Index('tool_usage_agent_idx', ['toolId', 'agentId', 'at'])
@Check('tool_usage_kind_check', `kind IN ('invocation', 'vend')`)
@Check('tool_usage_invocation_check', `kind <> 'invocation' OR (outcome IS NOT NULL AND duration_ms IS NOT NULL)`)
export class ToolUse {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'tool_usage_pkey' })
  id!: string;

  @Column('timestamptz')
  at!: Date;

  @Column('varchar', { length: 16 })
  kind!: 'invocation' | 'vend';

  @Column('uuid')
  toolId!: string;

  @Column('uuid')
  agentId!: string;

  @Column('uuid', { nullable: true })
  credentialId?: string | null;

  @Column('uuid', { nullable: true })
  decisionId?: string | null;

  @Column('uuid', { nullable: true })
  versionId?: string | null;

  @Column('varchar', { length: 32, nullable: true })
  outcome?: string | null;

  /** What the tool answered, where its protocol has a status. */
  @Column('integer', { nullable: true })
  status?: number | null;

  @Column('double precision', { nullable: true })
  durationMs?: number | null;
}
