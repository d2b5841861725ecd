import type { Feature } from '../../common/feature.js';
import { ImportStore } from './import-store.js';
import { ImportController } from './import.controller.js';
import { ImportService } from './import.service.js';
import { OperationReader } from './operation-reader.js';

export const IMPORT: Feature = {
  controllers: [ImportController],
  providers: [ImportService, ImportStore, OperationReader],
};
