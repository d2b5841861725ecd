import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Permission } from '../permissions.js';

/** One login that refresh tokens carry on. It ends by being deleted. */
@Entity('session')
@Index('session_agent_id_id_idx', ['agentId', 'id'])
export class Session {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'session_pkey' })
  id!: string;

  @ForeignKey('Agent', { name: 'session_agent_id_fkey', onDelete: 'CASCADE' })
  @Column('uuid')
  agentId!: string;

  /** The agent's when it logged in: under another one the session is worth nothing. */
  @Column('integer')
  tokenEpoch!: number;

  /** Name of the auth method instance that proved the agent. */
  @Column('text')
  method!: string;

  /** What the proof was narrowed to; null: whatever the agent may do. */
  @Column('text', { array: true, nullable: true })
  permissions!: Permission[] | null;

  /** From where alone the proof may be used; null: from anywhere. */
  @Column('text', { array: true, nullable: true })
  addresses!: string[] | null;

  /** Ids of what the proof rests on. */
  @Column('text', { array: true })
  basis!: string[];

  /** The OAuth client that was proven, where it was one. */
  @Column('text', { nullable: true })
  clientId!: string | null;

  /** When the proof itself ends for good. */
  @Column('timestamptz', { nullable: true })
  proofEndsAt!: Date | null;

  /** Thumbprint (RFC 7638) of the key without which no refresh token of the session is worth anything. */
  @Column('text', { nullable: true })
  provenKey!: string | null;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz', { nullable: true })
  refreshedAt!: Date | null;

  @Index('session_expires_at_idx')
  @Column('timestamptz')
  expiresAt!: Date;
}
