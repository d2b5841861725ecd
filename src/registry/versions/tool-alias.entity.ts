import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Another name for a version of a tool, which can be moved. */
@Entity('tool_alias')
@Check('tool_alias_name_check', `name ~ '^[a-z][a-z0-9-]{0,31}$' AND name <> 'latest'`)
export class ToolAlias {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'tool_alias_pkey' })
  @ForeignKey('Tool', { name: 'tool_alias_tool_fkey', onDelete: 'CASCADE' })
  toolId!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'tool_alias_pkey' })
  name!: string;

  @Column('uuid')
  @Index('tool_alias_version_id_idx')
  @ForeignKey('ToolVersion', { name: 'tool_alias_version_fkey', onDelete: 'CASCADE' })
  versionId!: string;
}
