import { Injectable } from '@nestjs/common';
import { ChecksPermission, type Principal } from '../../../auth/index.js';
import { Clock } from '../../../common/clock.js';
import { newId } from '../../../common/ids.js';
import { Environment } from '../../../config/environment.js';
import { Transactions } from '../../../database/index.js';
import type { ImportToolsRequest } from '../dto/import-tools.request.js';
import { bytesOf } from '../opened-document.js';
import { ImportJobResponse } from './dto/import-job.response.js';
import type { ImportJob } from './import-job.entity.js';
import { ImportNotFoundError, TooManyImportsError } from './import-jobs.errors.js';
import { ImportJobsRepository } from './import-jobs.repository.js';
import { toStored } from './stored-caller.js';

const READ_ALL = 'import:read-all';
/** Of one agent at a time. */
const MOST_OPEN = 5;
const RETRY_AFTER_SECONDS = 10;

/** Takes in imports that are too large to be waited for. */
@Injectable()
@ChecksPermission(READ_ALL)
export class ImportJobsService {
  constructor(
    private readonly jobs: ImportJobsRepository,
    private readonly transactions: Transactions,
    private readonly environment: Environment,
    private readonly clock: Clock,
  ) {}

  /** Whether it is above the size at which an import is put off. @param operations how many, or lines, it holds. */
  isLarge(request: ImportToolsRequest, operations: number): boolean {
    const { IMPORT_JOB_BYTES, IMPORT_JOB_OPERATIONS } = this.environment;
    return operations > IMPORT_JOB_OPERATIONS || bytesOf(request) > IMPORT_JOB_BYTES;
  }

  /** @throws TooManyImportsError */
  async putOff(principal: Principal, request: ImportToolsRequest, operations: number): Promise<ImportJobResponse> {
    const job = this.newJob(principal, request, operations);
    const isAdded = await this.transactions.run(() => this.jobs.add(job, MOST_OPEN));
    if (!isAdded) throw new TooManyImportsError(MOST_OPEN, RETRY_AFTER_SECONDS);
    return ImportJobResponse.of(job);
  }

  /** @throws ImportNotFoundError for the jobs of others too, unless the caller may see them. */
  async getImport({ agentId, permissions }: Principal, id: string): Promise<ImportJobResponse> {
    const job = await this.jobs.find(id);
    if (!job || (job.agentId !== agentId && !permissions.allows(READ_ALL))) throw new ImportNotFoundError();
    return ImportJobResponse.of(job);
  }

  private newJob(principal: Principal, request: ImportToolsRequest, operations: number): ImportJob {
    const at = this.clock.now();
    const { agentId } = principal;
    const asked = { agentId, caller: toStored(principal), request: JSON.stringify(request), operations };
    const begun = { status: 'queued', checked: 0, attempts: 0, dueAt: at, result: null, problem: null } as const;
    return { id: newId(), ...asked, ...begun, createdAt: at, finishedAt: null };
  }
}
