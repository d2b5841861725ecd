import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import type { SecretPlacement } from './secret-placement.js';

/** Which secrets a tool has, where they travel, and to whom alone. Values are in the secret store. */
@Entity('tool_secret')
@Unique('tool_secret_carrier_key', ['toolId', 'carrier'])
@Check('tool_secret_placement_check', `placement IN ('header', 'query', 'basic', 'bearer', 'none')`)
@Check('tool_secret_name_check', `(name IS NOT NULL) = (placement IN ('header', 'query'))`)
export class ToolSecret {
  @ForeignKey('Tool', { name: 'tool_secret_tool_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'tool_secret_pkey' })
  toolId!: string;

  @PrimaryColumn('varchar', { length: 64, primaryKeyConstraintName: 'tool_secret_pkey' })
  slot!: string;

  @Column('varchar', { length: 16 })
  placement!: SecretPlacement;

  /** Of the header or query parameter. */
  @Column('varchar', { length: 128, nullable: true })
  name!: string | null;

  @Column('varchar', { length: 160 })
  carrier!: string;

  /** Scheme, host and port that the secret is for; it goes nowhere else. */
  @Column('text')
  origin!: string;

  @Column('timestamptz')
  updatedAt!: Date;
}
