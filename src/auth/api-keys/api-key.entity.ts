import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Permission } from '../permissions.js';

/** A long-lived bearer secret of an agent; only its HMAC is kept. */
@Entity('api_key')
@Index('api_key_agent_id_id_idx', ['agentId', 'id'])
export class ApiKey {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'api_key_pkey' })
  id!: string;

  @ForeignKey('Agent', { name: 'api_key_agent_id_fkey', onDelete: 'CASCADE' })
  @Column('uuid')
  agentId!: string;

  @Column('text')
  name!: string;

  /** First and last characters, for people to tell keys apart. */
  @Column('text')
  hint!: string;

  @Index('api_key_hmac_key', { unique: true })
  @Column('bytea')
  hmac!: Buffer;

  /** Null: whatever the agent may do. */
  @Column('text', { array: true, nullable: true })
  permissions!: Permission[] | null;

  @Column('integer')
  revision!: number;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz', { nullable: true })
  expiresAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  revokedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  lastUsedAt!: Date | null;
}
