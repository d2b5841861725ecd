import { Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** Somebody who registered, changed or submitted a tool since it was last activated. */
@Entity('tool_author')
export class ToolAuthor {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'tool_author_pkey' })
  @ForeignKey('Tool', { name: 'tool_author_tool_fkey', onDelete: 'CASCADE' })
  toolId!: string;

  /** Kept when that agent is gone. */
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'tool_author_pkey' })
  agentId!: string;
}
