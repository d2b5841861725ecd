import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** The argon2id hash of an agent's password. */
@Entity('password_credential')
export class PasswordCredential {
  @ForeignKey('Agent', { name: 'password_credential_agent_id_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'password_credential_pkey' })
  agentId!: string;

  @Column('text')
  hash!: string;

  @Column('timestamptz')
  updatedAt!: Date;
}
