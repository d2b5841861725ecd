import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Something that proofs rest on has ended before its time: an access token, a session, a key. */
@Entity('revocation')
export class Revocation {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'revocation_pkey' })
  basis!: string;

  /** After it nothing that rests on it can be valid any more, but credentials that were vended before. */
  @Index('revocation_expires_at_idx')
  @Column('timestamptz')
  expiresAt!: Date;
}
