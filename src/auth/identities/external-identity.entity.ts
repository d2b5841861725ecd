import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A subject that another issuer vouches for stands for an agent of ours. */
@Entity('external_identity')
@Index('external_identity_issuer_subject_key', ['issuer', 'subject'], { unique: true })
@Index('external_identity_agent_id_id_idx', ['agentId', 'id'])
export class ExternalIdentity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'external_identity_pkey' })
  id!: string;

  @ForeignKey('Agent', { name: 'external_identity_agent_id_fkey', onDelete: 'CASCADE' })
  @Column('uuid')
  agentId!: string;

  @Column('text')
  issuer!: string;

  @Column('text')
  subject!: string;

  @Column('timestamptz')
  createdAt!: Date;
}
