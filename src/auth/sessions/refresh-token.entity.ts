import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A refresh token: one of a session is unused, the used ones are kept to notice when one is presented again. */
@Entity('refresh_token')
@Index('refresh_token_one_unused_key', ['sessionId'], { unique: true, where: 'used_at IS NULL' })
export class RefreshToken {
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'refresh_token_pkey' })
  hmac!: Buffer;

  @Index('refresh_token_session_id_idx')
  @ForeignKey('Session', { name: 'refresh_token_session_id_fkey', onDelete: 'CASCADE' })
  @Column('uuid')
  sessionId!: string;

  @Column('timestamptz', { nullable: true })
  usedAt!: Date | null;
}
