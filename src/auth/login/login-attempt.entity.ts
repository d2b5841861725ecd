import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Guesses at one name since its last success. */
@Entity('login_attempt')
export class LoginAttempt {
  /** HMAC of the kind of auth method and the canonical name: people type passwords into name fields. */
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'login_attempt_pkey' })
  key!: Buffer;

  @Column('integer')
  failures!: number;

  @Column('timestamptz', { nullable: true })
  lockedUntil!: Date | null;

  @Index('login_attempt_last_attempt_at_idx')
  @Column('timestamptz')
  lastAttemptAt!: Date;
}
