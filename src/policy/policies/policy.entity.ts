import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Obligation } from '../policy-type.js';
import type { Target } from '../target.js';

/** Whether a match permits, forbids, or is demanded. */
export const EFFECTS = ['permit', 'deny', 'require'] as const;
export type Effect = (typeof EFFECTS)[number];

/** `shadow` is evaluated into the trace and decides nothing; `disabled` is not evaluated. */
export const MODES = ['enforced', 'shadow', 'disabled'] as const;
export type Mode = (typeof MODES)[number];

@Entity('policy')
@Check('policy_effect_check', `effect IN ('permit', 'deny', 'require')`)
@Check('policy_mode_check', `mode IN ('enforced', 'shadow', 'disabled')`)
export class Policy {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'policy_pkey' })
  id!: string;

  @Column('text')
  name!: string;

  @Index('policy_name_key', { unique: true })
  @Column('text')
  canonicalName!: string;

  @Column('text', { nullable: true })
  description!: string | null;

  @Index('policy_kind_idx')
  @Column('text')
  kind!: string;

  /** As submitted; read through the kind's own DTO. */
  @Column('jsonb')
  settings!: object;

  @Column('text')
  effect!: Effect;

  @Column('text')
  mode!: Mode;

  @Column('jsonb')
  target!: Target;

  /** Conditions of a match, beside those that the kind names. */
  @Column('jsonb')
  obligations!: readonly Obligation[];

  /** Null for the policies of the first start, and once that agent is gone. */
  @ForeignKey('Agent', { name: 'policy_created_by_fkey', onDelete: 'SET NULL' })
  @Index('policy_created_by_idx')
  @Column('uuid', { nullable: true })
  createdBy!: string | null;

  @Column('integer')
  revision!: number;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  updatedAt!: Date;
}
