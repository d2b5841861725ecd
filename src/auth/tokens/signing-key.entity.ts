import type { JsonWebKey } from 'node:crypto';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A key pair for access tokens: `next` is published only, `current` signs, `retired` still verifies. */
@Entity('signing_key')
@Check('signing_key_status_check', `status IN ('next', 'current', 'retired')`)
export class SigningKey {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'signing_key_pkey' })
  kid!: string;

  @Column('jsonb')
  publicJwk!: JsonWebKey;

  @Column('bytea')
  sealedPrivateKey!: Buffer;

  @Index('signing_key_one_current_key', { unique: true, where: `status = 'current'` })
  @Column('text')
  status!: 'next' | 'current' | 'retired';

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz', { nullable: true })
  retiredAt!: Date | null;
}
