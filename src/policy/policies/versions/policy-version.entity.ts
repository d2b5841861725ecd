import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { PolicyState } from '../policy-state.js';

export const CHANGES = ['created', 'updated', 'rolled_back', 'deleted'] as const;
export type Change = (typeof CHANGES)[number];

/** What a policy said from one change to the next. Never updated; outlives the policy. */
@Entity('policy_version')
@Check('policy_version_change_check', `change IN ('created', 'updated', 'rolled_back', 'deleted')`)
@Check('policy_version_rolled_back_to_check', `rolled_back_to IS NULL OR change = 'rolled_back'`)
export class PolicyVersion {
  /** No foreign key: what a deleted policy said is asked for too. */
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'policy_version_pkey' })
  policyId!: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'policy_version_pkey' })
  revision!: number;

  /** What made it. */
  @Column('text')
  change!: Change;

  /** The revision whose state it is; null of all other changes, and of rollbacks before this was kept. */
  @Column('integer', { nullable: true })
  rolledBackTo!: number | null;

  @Column('jsonb')
  state!: PolicyState;

  /** Null for the policies of the first start, and once that agent is gone. */
  @ForeignKey('Agent', { name: 'policy_version_author_id_fkey', onDelete: 'SET NULL' })
  @Index('policy_version_author_id_idx')
  @Column('uuid', { nullable: true })
  authorId!: string | null;

  @Column('timestamptz')
  at!: Date;
}
