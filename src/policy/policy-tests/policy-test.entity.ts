import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { ReasonCode } from '../decisions/decision.js';
import type { HypotheticalRequest } from '../evaluation/hypothetical-question.js';

/** The request that a test makes: by an agent, or by one that is made up and has these roles. */
export type Given = Required<Pick<HypotheticalRequest, 'at'>> &
  HypotheticalRequest & { readonly agentId?: string; readonly roles?: readonly string[] };

/** The answer that a test wants. */
export interface Expectation {
  readonly allowed: boolean;
  readonly reasonCode?: ReasonCode;
}

/** What the policies are to answer to a request, whoever changes them. */
@Entity('policy_test')
export class PolicyTest {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'policy_test_pkey' })
  id!: string;

  @Column('text')
  name!: string;

  @Column('text', { nullable: true })
  description!: string | null;

  /** Its agent and tool are no foreign keys: they may go, and the test is broken then. */
  @Column('jsonb')
  given!: Given;

  @Column('jsonb')
  expect!: Expectation;

  /** Null once that agent is gone. */
  @ForeignKey('Agent', { name: 'policy_test_created_by_fkey', onDelete: 'SET NULL' })
  @Index('policy_test_created_by_idx')
  @Column('uuid', { nullable: true })
  createdBy!: string | null;

  @Column('integer')
  revision!: number;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  updatedAt!: Date;
}
