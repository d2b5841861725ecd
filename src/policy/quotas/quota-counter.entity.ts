import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

const PRIMARY_KEY = 'quota_counter_pkey';

/** What a policy has counted in one window, for one agent, one tool or both. */
@Entity('quota_counter')
@Check('quota_counter_used_check', 'used > 0')
export class QuotaCounter {
  @ForeignKey('Policy', { name: 'quota_counter_policy_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: PRIMARY_KEY })
  policyId!: string;

  @PrimaryColumn('timestamptz', { primaryKeyConstraintName: PRIMARY_KEY })
  startsAt!: Date;

  /** Not within the window. A part of the key: an hour and the day it begins are two windows. */
  @Index('quota_counter_ends_at_idx')
  @PrimaryColumn('timestamptz', { primaryKeyConstraintName: PRIMARY_KEY })
  endsAt!: Date;

  /** Empty where all agents are counted together. */
  @PrimaryColumn('text', { primaryKeyConstraintName: PRIMARY_KEY })
  agentKey!: string;

  /** Empty where all tools are counted together. */
  @PrimaryColumn('text', { primaryKeyConstraintName: PRIMARY_KEY })
  toolKey!: string;

  @Column('integer')
  used!: number;
}
