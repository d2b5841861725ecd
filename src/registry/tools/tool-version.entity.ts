import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** What a call of a tool depends on. Never updated, but to withdraw it: a change makes another version. */
@Entity('tool_version')
@Unique('tool_version_number_key', ['toolId', 'version'])
@Check('tool_version_withdraw_check', '(withdrawn_at IS NULL) = (withdraw_reason IS NULL)')
export class ToolVersion {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'tool_version_pkey' })
  id!: string;

  @Column('uuid')
  @ForeignKey('Tool', { name: 'tool_version_tool_fkey', onDelete: 'CASCADE' })
  toolId!: string;

  /** Semantic version. */
  @Column('text')
  version!: string;

  @Column('text')
  @Index('tool_version_tool_type_idx')
  toolType!: string;

  @Column('text')
  endpoint!: string;

  /** Whether only a vended credential may invoke it. */
  @Column('boolean', { default: true })
  authRequired!: boolean;

  @Column('jsonb')
  settings!: object;

  @Column('jsonb')
  inputSchema!: object;

  @Column('jsonb', { nullable: true })
  outputSchema!: object | null;

  /** As declared; `invoke` is implied. */
  @Column('text', { array: true, default: [] })
  scopes!: string[];

  @Column('jsonb', { default: {} })
  annotations!: object;

  @Column('text')
  contentHash!: string;

  /** Which breaking changes were let through without a major version, and why; null: none. */
  @Column('jsonb', { nullable: true })
  forced!: object | null;

  /** The agent that made it; kept when that agent is gone. */
  @Column('uuid', { nullable: true })
  createdBy!: string | null;

  @Column('timestamptz')
  createdAt!: Date;

  /** Since when it is not served any more. */
  @Column('timestamptz', { nullable: true })
  withdrawnAt!: Date | null;

  @Column('text', { nullable: true })
  withdrawReason!: string | null;
}
