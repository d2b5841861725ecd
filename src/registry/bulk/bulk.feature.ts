import type { Feature } from '../../common/feature.js';
import { BulkController } from './bulk.controller.js';
import { BulkChanges } from './bulk-changes.js';
import { BulkRegistration } from './bulk-registration.js';

export const BULK: Feature = {
  controllers: [BulkController],
  providers: [BulkChanges, BulkRegistration],
};
