import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

const PRIMARY_KEY = 'idempotency_record_pkey';

/** One key of one agent on one route: an execution that runs, or the reply that it gave. */
@Entity('idempotency_record')
@Check('idempotency_record_reply_check', '(status IS NULL) = (sealed_reply IS NULL)')
export class IdempotencyRecord {
  @ForeignKey('Agent', { name: 'idempotency_record_agent_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: PRIMARY_KEY })
  agentId!: string;

  /** Method and path template: `POST /api/v1/tools`. */
  @PrimaryColumn('text', { primaryKeyConstraintName: PRIMARY_KEY })
  route!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: PRIMARY_KEY })
  key!: string;

  /** Whose execution this is: another takes the record over when this one has died. */
  @Column('uuid')
  claimId!: string;

  /** HMAC of everything that makes the request this one. */
  @Column('bytea')
  fingerprint!: Buffer;

  /** Null while the execution runs. */
  @Column('smallint', { nullable: true })
  status!: number | null;

  @Column('bytea', { nullable: true })
  sealedReply!: Buffer | null;

  /** When a running execution is taken for dead. */
  @Column('timestamptz')
  claimedUntil!: Date;

  @Index('idempotency_record_expires_at_idx')
  @Column('timestamptz')
  expiresAt!: Date;
}
