import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Permission } from '../permissions.js';
import type { AgentType } from '../principal.js';

export type AgentStatus = 'active' | 'disabled';

/** Somebody who calls: a person, a service or a bot. */
@Entity('agent')
@Check('agent_type_check', `type IN ('user', 'service', 'bot')`)
@Check('agent_status_check', `status IN ('active', 'disabled')`)
export class Agent {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'agent_pkey' })
  id!: string;

  @Column('text')
  name!: string;

  /** By which names are compared: see `canonicalName`. */
  @Index('agent_canonical_name_key', { unique: true })
  @Column('text')
  canonicalName!: string;

  @Column('text')
  displayName!: string;

  @Column('text')
  type!: AgentType;

  @Column('text')
  status!: AgentStatus;

  @Index('agent_owner_id_idx')
  @ForeignKey('Agent', { name: 'agent_owner_id_fkey', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  ownerId!: string | null;

  @Column('jsonb')
  metadata!: Record<string, unknown>;

  /** Held directly, beside those of the roles. */
  @Column('text', { array: true })
  permissions!: Permission[];

  /** Access tokens made under another epoch are refused. */
  @Column('integer')
  tokenEpoch!: number;

  @Column('integer')
  revision!: number;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  updatedAt!: Date;
}
