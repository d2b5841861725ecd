import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A subject that another issuer vouches for stands for an agent of ours. */
@Entity('external_identity')
export class ExternalIdentity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'external_identity_pkey' })
  issuer!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'external_identity_pkey' })
  subject!: string;

  @Index('external_identity_agent_id_idx')
  @ForeignKey('Agent', { name: 'external_identity_agent_id_fkey', onDelete: 'CASCADE' })
  @Column('uuid')
  agentId!: string;
}
