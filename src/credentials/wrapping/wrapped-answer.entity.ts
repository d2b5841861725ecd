import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** An answer that waits to be opened once. It goes with its credential. */
@Entity('wrapped_answer')
@Unique('wrapped_answer_token_hmac_key', ['tokenHmac'])
@Index('wrapped_answer_credential_idx', ['credentialId'])
@Index('wrapped_answer_expires_at_idx', ['expiresAt'])
@Check('wrapped_answer_opened_check', '(opened_at IS NULL) = (sealed IS NOT NULL)')
@Check('wrapped_answer_expiry_check', 'created_at < expires_at')
export class WrappedAnswer {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'wrapped_answer_pkey' })
  id!: string;

  @Column('bytea')
  tokenHmac!: Buffer;

  @ForeignKey('Credential', { name: 'wrapped_answer_credential_fkey', onDelete: 'CASCADE' })
  @Column('uuid')
  credentialId!: string;

  /** The path of the request that was answered: whoever opens it compares it with what they expect. */
  @Column('text')
  creationPath!: string;

  /** The answer, readable only with the token. Null once it was opened. */
  @Column('bytea', { nullable: true })
  sealed!: Buffer | null;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  expiresAt!: Date;

  /** Kept until it would have expired, so that a second attempt is known for one. */
  @Column('timestamptz', { nullable: true })
  openedAt!: Date | null;
}
