import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { ImportResultResponse } from '../dto/import-result.response.js';
import type { StoredCaller } from './stored-caller.js';

export const JOB_STATUSES = ['queued', 'running', 'succeeded', 'failed'] as const;
export type JobStatus = (typeof JOB_STATUSES)[number];

/** Why an import failed, as a problem document has it. */
export interface JobProblem {
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly { readonly pointer: string; readonly code: string; readonly detail: string }[];
}

/** An import that is carried out after its request was answered, by whichever instance comes first. */
@Entity('import_job')
@Index('import_job_agent_idx', ['agentId'])
@Index('import_job_due_idx', ['dueAt'], { where: 'finished_at IS NULL' })
@Index('import_job_finished_idx', ['finishedAt'], { where: 'finished_at IS NOT NULL' })
@Check('import_job_status_check', `status IN ('queued', 'running', 'succeeded', 'failed')`)
@Check('import_job_finished_check', `(status IN ('succeeded', 'failed')) = (finished_at IS NOT NULL)`)
@Check('import_job_request_check', '(finished_at IS NULL) = (request IS NOT NULL)')
export class ImportJob {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'import_job_pkey' })
  id!: string;

  @ForeignKey('Agent', { name: 'import_job_agent_fkey', onDelete: 'CASCADE' })
  @Column('uuid')
  agentId!: string;

  /** Who asked, narrowed as it was. */
  @Column('jsonb')
  caller!: StoredCaller;

  /** What was asked for, as JSON text; gone when it is done. */
  @Column('text', { nullable: true })
  request!: string | null;

  @Column('text')
  status!: JobStatus;

  /** How many the document holds. */
  @Column('integer')
  operations!: number;

  /** How many of them were read and checked so far; nothing is written before all are. */
  @Column('integer', { default: 0 })
  checked!: number;

  /** How often it was begun. Whoever finishes it must have begun it last. */
  @Column('integer')
  attempts!: number;

  /** From when on it may be begun, again too: whoever had begun it has died. */
  @Column('timestamptz')
  dueAt!: Date;

  @Column('jsonb', { nullable: true })
  result!: ImportResultResponse | null;

  @Column('jsonb', { nullable: true })
  problem!: JobProblem | null;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz', { nullable: true })
  finishedAt!: Date | null;
}
