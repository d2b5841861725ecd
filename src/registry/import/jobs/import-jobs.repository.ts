import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../database/index.js';
import type { ImportResultResponse } from '../dto/import-result.response.js';
import { ImportJob, type JobProblem } from './import-job.entity.js';

/** A job that one worker has begun. */
export type BegunJob = Pick<ImportJob, 'id' | 'caller' | 'attempts'> & { readonly request: string };

/** One that another instance is about to begin is left to it. */
const NEXT = `
  SELECT id FROM import_job WHERE finished_at IS NULL AND due_at <= $1
  ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED`;

const BEGIN = `
  UPDATE import_job SET status = 'running', attempts = attempts + 1, checked = 0, due_at = $2
  WHERE id = (${NEXT})
  RETURNING id, caller, request, attempts`;

const RENEW = `
  UPDATE import_job SET checked = $3, due_at = $4 WHERE id = $1 AND attempts = $2 AND finished_at IS NULL`;

const FINISH = `
  UPDATE import_job SET status = $3, result = $4, problem = $5, finished_at = $6, request = NULL,
    checked = CASE WHEN $3 = 'succeeded' THEN operations ELSE checked END
  WHERE id = $1 AND attempts = $2 AND finished_at IS NULL RETURNING 1`;

const FORGET = `
  DELETE FROM import_job WHERE id IN (
    SELECT id FROM import_job WHERE finished_at < $1 LIMIT $2 FOR UPDATE SKIP LOCKED)`;

@Injectable()
export class ImportJobsRepository {
  constructor(private readonly transactions: Transactions) {}

  find(id: string): Promise<ImportJob | null> {
    return this.transactions.of(ImportJob).findOneBy({ id });
  }

  /** Called in a transaction. Whether the agent had fewer than `most` under way. */
  async add(job: ImportJob, most: number): Promise<boolean> {
    const { manager } = this.transactions;
    await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`import-jobs:${job.agentId}`]);
    const open = await this.transactions.of(ImportJob).countBy([
      { agentId: job.agentId, status: 'queued' },
      { agentId: job.agentId, status: 'running' },
    ]);
    if (open < most) await this.transactions.of(ImportJob).insert(job);
    return open < most;
  }

  /** The job that has waited longest is the caller's until `dueAt`. */
  async begin(now: Date, dueAt: Date): Promise<BegunJob | undefined> {
    return (await this.transactions.prepared<BegunJob>('import-job-begin', BEGIN, [now, dueAt]))[0];
  }

  /** The job stays the caller's until `dueAt`, where it still is. @param checked how many operations it has behind it. */
  async renew({ id, attempts }: BegunJob, checked: number, dueAt: Date): Promise<void> {
    await this.transactions.prepared('import-job-renew', RENEW, [id, attempts, checked, dueAt]);
  }

  /** Whether the job was still the caller's. */
  succeed(job: BegunJob, result: ImportResultResponse, at: Date): Promise<boolean> {
    return this.finish(job, ['succeeded', JSON.stringify(result), null, at]);
  }

  /** Whether the job was still the caller's. */
  fail(job: BegunJob, problem: JobProblem, at: Date): Promise<boolean> {
    return this.finish(job, ['failed', null, JSON.stringify(problem), at]);
  }

  /** Forgets at most `most` that were finished before. */
  async forgetFinishedBefore(moment: Date, most: number): Promise<void> {
    await this.transactions.prepared('import-jobs-forget', FORGET, [moment, most]);
  }

  private async finish({ id, attempts }: BegunJob, outcome: unknown[]): Promise<boolean> {
    const rows = await this.transactions.prepared('import-job-finish', FINISH, [id, attempts, ...outcome]);
    return rows.length === 1;
  }
}
