import type { JWK } from 'jose';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A key pair for access tokens: `next` is published only, `current` signs, `retired` still verifies. */
@Entity('signing_key')
@Check('signing_key_status_check', `status IN ('next', 'current', 'retired')`)
@Check(
  'signing_key_retired_check',
  `(status = 'retired') = (expires_at IS NOT NULL) AND (status = 'retired') = (sealed_private_key IS NULL)`,
)
@Index('signing_key_one_next_key', ['status'], { unique: true, where: `status = 'next'` })
@Index('signing_key_one_current_key', ['status'], { unique: true, where: `status = 'current'` })
export class SigningKey {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'signing_key_pkey' })
  kid!: string;

  @Column('jsonb')
  publicJwk!: JWK;

  /** Gone once the key is retired: nobody shall sign with it again. */
  @Column('bytea', { nullable: true })
  sealedPrivateKey!: Buffer | null;

  @Column('text')
  status!: 'next' | 'current' | 'retired';

  /** When it came to its status. */
  @Column('timestamptz')
  since!: Date;

  /** When the last token that a retired key has signed is over. */
  @Column('timestamptz', { nullable: true })
  expiresAt!: Date | null;
}
