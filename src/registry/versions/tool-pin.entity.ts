import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** The version of a tool that one agent is served, whatever the others are. */
@Entity('tool_pin')
export class ToolPin {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'tool_pin_pkey' })
  @ForeignKey('Tool', { name: 'tool_pin_tool_fkey', onDelete: 'CASCADE' })
  toolId!: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'tool_pin_pkey' })
  @Index('tool_pin_agent_id_idx')
  @ForeignKey('Agent', { name: 'tool_pin_agent_fkey', onDelete: 'CASCADE' })
  agentId!: string;

  @Column('uuid')
  @Index('tool_pin_version_id_idx')
  @ForeignKey('ToolVersion', { name: 'tool_pin_version_fkey', onDelete: 'CASCADE' })
  versionId!: string;
}
