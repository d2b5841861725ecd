import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { SourceKind } from './tool-snapshot.js';
import type { ToolDrift, ToolStatus } from './tool-status.js';

/** A tool: what people change freely. What a call depends on is in its current version. */
@Entity('tool')
@Index('tool_name_key', { synchronize: false })
@Index('tool_created_at_idx', ['createdAt', 'id'])
@Index('tool_updated_at_idx', ['updatedAt', 'id'])
@Unique('tool_source_key', ['sourceDocument', 'sourceKind', 'sourceOperation'])
@Check('tool_name_check', `name ~ '^[A-Za-z_][A-Za-z0-9_-]{0,63}$'`)
@Check('tool_status_check', `status IN ('draft', 'in_review', 'active', 'deprecated', 'retired', 'quarantined')`)
@Check('tool_source_check', 'num_nulls(source_document, source_kind, source_operation) IN (0, 3)')
@Check('tool_source_kind_check', `source_kind IN ('openapi', 'mcp')`)
export class Tool {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'tool_pkey' })
  id!: string;

  /** Unique without regard to case. */
  @Column('text')
  name!: string;

  @Column('text')
  title!: string;

  @Column('text')
  description!: string;

  @Column('uuid')
  @Index('tool_owner_id_idx')
  @ForeignKey('Agent', { name: 'tool_owner_fkey', deferrable: 'INITIALLY DEFERRED' })
  ownerId!: string;

  @Column('uuid')
  @Index('tool_current_version_id_idx')
  @ForeignKey('ToolVersion', { name: 'tool_current_version_fkey', deferrable: 'INITIALLY DEFERRED' })
  currentVersionId!: string;

  @Column('text', { array: true, default: [] })
  @Index('tool_tags_idx', { type: 'gin' })
  tags!: string[];

  @Column('jsonb', { default: {} })
  metadata!: object;

  /** Of an imported tool: the document and the operation in it. */
  @Column('text', { nullable: true })
  sourceDocument!: string | null;

  @Column('text', { nullable: true })
  sourceKind!: SourceKind | null;

  @Column('text', { nullable: true })
  sourceOperation!: string | null;

  @Column('text', { default: 'active' })
  status!: ToolStatus;

  @Column('text', { nullable: true })
  statusReason!: string | null;

  @Column('timestamptz', { nullable: true })
  deprecatedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  sunsetAt!: Date | null;

  @Column('uuid', { nullable: true })
  @Index('tool_successor_id_idx')
  @ForeignKey('Tool', { name: 'tool_successor_fkey', onDelete: 'SET NULL' })
  successorId!: string | null;

  /** What a re-import changed since the tool was approved. */
  @Column('jsonb', { nullable: true })
  drift!: ToolDrift | null;

  @Column('integer', { default: 1 })
  revision!: number;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  updatedAt!: Date;
}
