import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Who did what, for whom, from where. The database refuses to change or delete a row. */
@Entity('audit_event')
@Index('audit_event_at_idx', ['at', 'id'])
@Index('audit_event_action_idx', ['action', 'at', 'id'])
@Index('audit_event_actor_idx', ['actorId', 'at', 'id'])
@Index('audit_event_subject_idx', ['subjectId', 'at', 'id'])
@Check('audit_event_outcome_check', `outcome IN ('success', 'refused')`)
export class AuditEvent {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'audit_event_pkey' })
  id!: string;

  @Column('timestamptz')
  at!: Date;

  @Column('varchar', { length: 100 })
  action!: string;

  @Column('varchar', { length: 10 })
  outcome!: 'success' | 'refused';

  /** The agent that acted; null before it is known who asks, and for what the registry does by itself. */
  @Column('uuid', { nullable: true })
  actorId!: string | null;

  @Column('uuid', { nullable: true })
  onBehalfOf!: string | null;

  @Column('varchar', { length: 64 })
  subjectType!: string;

  @Column('varchar', { length: 512 })
  subjectId!: string;

  @Column('varchar', { length: 64, nullable: true })
  address!: string | null;

  @Column('varchar', { length: 128, nullable: true })
  requestId!: string | null;

  @Column('uuid', { nullable: true })
  decisionId!: string | null;

  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('jsonb', { nullable: true })
  before!: object | null;

  @Column('jsonb', { nullable: true })
  after!: object | null;
}
