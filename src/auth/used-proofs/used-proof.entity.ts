import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A proof that may be presented once only, and has been. */
@Entity('used_proof')
export class UsedProof {
  /** SHA-256 of who made it and its `jti`. */
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'used_proof_pkey' })
  digest!: Buffer;

  /** After it the proof is refused for its age. */
  @Index('used_proof_expires_at_idx')
  @Column('timestamptz')
  expiresAt!: Date;
}
