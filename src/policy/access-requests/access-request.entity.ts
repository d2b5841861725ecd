import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** What can be asked for: a tool that the agent may discover already. */
export const REQUESTABLE_ACTIONS = ['describe', 'invoke', 'vend', 'manage'] as const;
export type RequestableAction = (typeof REQUESTABLE_ACTIONS)[number];

/** As kept. A pending request may have expired already, and a grant may have ended: that is a matter of time. */
export type StoredStatus = 'pending' | 'approved' | 'rejected' | 'cancelled' | 'expired' | 'revoked';

/** What an agent asks a person for and, once approved, its grant. */
@Entity('access_request')
@Check('access_request_action_check', `action IN ('describe', 'invoke', 'vend', 'manage')`)
@Check(
  'access_request_status_check',
  `status IN ('pending', 'approved', 'rejected', 'cancelled', 'expired', 'revoked')`,
)
@Check('access_request_duration_seconds_check', 'duration_seconds > 0')
@Check(
  'access_request_arguments_check',
  `(arguments IS NULL) = (arguments_hash IS NULL) AND (arguments IS NULL OR action = 'invoke')`,
)
@Check('access_request_granted_until_check', `status <> 'approved' OR granted_until > decided_at`)
@Check(
  'access_request_used_at_check',
  `used_at IS NULL OR (arguments IS NOT NULL AND status IN ('approved', 'revoked'))`,
)
@Index('access_request_agent_id_id_idx', ['agentId', 'id'])
@Index('access_request_pending_idx', ['id'], { where: `status = 'pending'` })
@Index('access_request_grant_idx', ['agentId', 'grantedUntil'], {
  where: `status = 'approved' AND used_at IS NULL`,
})
export class AccessRequest {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'access_request_pkey' })
  id!: string;

  @ForeignKey('Agent', { name: 'access_request_agent_id_fkey', onDelete: 'CASCADE' })
  @Column('uuid')
  agentId!: string;

  /** Those who acted for the agent when it asked. */
  @Column('uuid', { array: true })
  actorIds!: string[];

  @Index('access_request_tool_id_idx')
  @ForeignKey('Tool', { name: 'access_request_tool_id_fkey', onDelete: 'CASCADE' })
  @Column('uuid')
  toolId!: string;

  @Column('text')
  action!: RequestableAction;

  /** Of the one call that it is about, as canonical JSON; null where it is about any. */
  @Column('text', { nullable: true })
  arguments!: string | null;

  @Column('bytea', { nullable: true })
  argumentsHash!: Buffer | null;

  @Column('text')
  justification!: string;

  @Column('integer')
  durationSeconds!: number;

  @Column('text')
  status!: StoredStatus;

  /** Until when it can be decided. */
  @Column('timestamptz')
  expiresAt!: Date;

  @Index('access_request_decided_by_idx')
  @ForeignKey('Agent', { name: 'access_request_decided_by_fkey', onDelete: 'SET NULL' })
  @Column('uuid', { nullable: true })
  decidedBy!: string | null;

  @Column('timestamptz', { nullable: true })
  decidedAt!: Date | null;

  /** What whoever decided has to say. */
  @Column('text', { nullable: true })
  note!: string | null;

  @Column('timestamptz', { nullable: true })
  grantedUntil!: Date | null;

  /** When the one call was made. */
  @Column('timestamptz', { nullable: true })
  usedAt!: Date | null;

  @Column('integer')
  revision!: number;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  updatedAt!: Date;
}
