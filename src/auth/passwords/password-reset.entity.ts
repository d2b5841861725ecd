import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** The one token by which an agent can be given another password. */
@Entity('password_reset')
export class PasswordReset {
  @ForeignKey('Agent', { name: 'password_reset_agent_id_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'password_reset_pkey' })
  agentId!: string;

  @Index('password_reset_hmac_key', { unique: true })
  @Column('bytea')
  hmac!: Buffer;

  /** The agent's when the token was made. Under another it opens nothing. */
  @Column('integer')
  tokenEpoch!: number;

  @Column('timestamptz')
  expiresAt!: Date;
}
