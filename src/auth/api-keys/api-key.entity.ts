import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Permission } from '../permissions.js';

/** A long-lived bearer secret of an agent; only its HMAC is kept. */
@Entity('api_key')
@Check('api_key_allowed_addresses_check', 'cardinality(allowed_addresses) > 0')
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

  /** Addresses and CIDR ranges from which alone it may be used. Null: any. */
  @Column('text', { array: true, nullable: true })
  allowedAddresses!: string[] | null;

  /** The key of the same agent that it was made with, and ends with. */
  @Index('api_key_made_with_id_idx')
  @ForeignKey('ApiKey', { name: 'api_key_made_with_id_fkey', onDelete: 'CASCADE' })
  @Column('uuid', { nullable: true })
  madeWithId!: string | null;

  /** The key that it takes the place of. */
  @Index('api_key_replaces_id_key', { unique: true })
  @ForeignKey('ApiKey', { name: 'api_key_replaces_id_fkey', onDelete: 'CASCADE' })
  @Column('uuid', { nullable: true })
  replacesId!: string | null;

  /** Made by the key that it takes the place of: it ends when that one is revoked before its time. */
  @Column('boolean')
  selfRotated!: boolean;

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
