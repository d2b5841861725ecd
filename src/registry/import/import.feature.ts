import type { Feature } from '../../common/feature.js';
import { ImportAccess } from './import-access.js';
import { ImportReader } from './import-reader.js';
import { ImportStore } from './import-store.js';
import { ImportController } from './import.controller.js';
import { ImportService } from './import.service.js';
import { NamedToolsRepository } from './named-tools.repository.js';
import { JsonlReader } from './jsonl-reader.js';
import { OperationReader } from './operation-reader.js';

export const IMPORT: Feature = {
  controllers: [ImportController],
  providers: [
    ImportAccess,
    ImportReader,
    ImportService,
    ImportStore,
    JsonlReader,
    NamedToolsRepository,
    OperationReader,
  ],
};
