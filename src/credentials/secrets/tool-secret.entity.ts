import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import type { SecretPlacement } from './secret-placement.js';

/** Whose values a slot holds: one of the tool, or one of each agent that calls it. */
export const SECRET_HOLDERS = ['tool', 'agent'] as const;
export type SecretHolder = (typeof SECRET_HOLDERS)[number];

/** Which secrets a tool has, where they travel, and to whom alone. Values are in the secret store. */
@Entity('tool_secret')
@Unique('tool_secret_carrier_key', ['toolId', 'carrier'])
@Check('tool_secret_placement_check', `placement IN ('header', 'query', 'basic', 'bearer', 'none')`)
@Check('tool_secret_name_check', `(name IS NOT NULL) = (placement IN ('header', 'query'))`)
@Check('tool_secret_holder_check', `holder IN ('tool', 'agent')`)
@Check('tool_secret_value_check', `(holder = 'tool') = (value_id IS NOT NULL) AND (value_id IS NULL) = (store IS NULL)`)
export class ToolSecret {
  @ForeignKey('Tool', { name: 'tool_secret_tool_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'tool_secret_pkey' })
  toolId!: string;

  @PrimaryColumn('varchar', { length: 64, primaryKeyConstraintName: 'tool_secret_pkey' })
  slot!: string;

  @Column('varchar', { length: 16 })
  holder!: SecretHolder;

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

  /** Null where agents hold the values. */
  @Column('uuid', { nullable: true })
  valueId!: string | null;

  /** Kind of the store that keeps the value. */
  @Column('varchar', { length: 64, nullable: true })
  store!: string | null;

  @Column('timestamptz')
  updatedAt!: Date;
}
