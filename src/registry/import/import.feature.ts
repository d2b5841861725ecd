import type { Feature } from '../../common/feature.js';
import { ImportAccess } from './import-access.js';
import { ImportForesight } from './import-foresight.js';
import { ImportReader } from './import-reader.js';
import { ImportStore } from './import-store.js';
import { ImportWriter } from './import-writer.js';
import { ImportController } from './import.controller.js';
import { ImportService } from './import.service.js';
import { KnownToolsRepository } from './known-tools.repository.js';
import { JsonlReader } from './jsonl-reader.js';
import { OperationReader } from './operation-reader.js';
import { ImportEntry } from './jobs/import-entry.js';
import { ImportJobCleanup } from './jobs/import-job-cleanup.js';
import { ImportJob } from './jobs/import-job.entity.js';
import { ImportJobsController } from './jobs/import-jobs.controller.js';
import { ImportJobsRepository } from './jobs/import-jobs.repository.js';
import { ImportJobsService } from './jobs/import-jobs.service.js';
import { ImportExecution } from './jobs/import-execution.js';
import { ImportWorker } from './jobs/import-worker.js';
import { JobHeartbeat } from './jobs/job-heartbeat.js';
import { DocumentParser } from './parsing/document-parser.js';

const CARRIERS = [ImportExecution, ImportJobCleanup, ImportWorker, JobHeartbeat];
const JOBS = [ImportEntry, ImportJobsRepository, ImportJobsService, ...CARRIERS];
const READERS = [DocumentParser, ImportReader, JsonlReader, OperationReader];

export const IMPORT: Feature = {
  entities: [ImportJob],
  controllers: [ImportController, ImportJobsController],
  providers: [
    ImportAccess,
    ImportForesight,
    ImportService,
    ImportStore,
    ImportWriter,
    KnownToolsRepository,
    ...READERS,
    ...JOBS,
  ],
};
