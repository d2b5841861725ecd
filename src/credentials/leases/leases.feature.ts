import type { Feature } from '../../common/feature.js';
import { CredentialRecords } from './credential-records.js';
import { LeasesController } from './leases.controller.js';

export const LEASES: Feature = {
  controllers: [LeasesController],
  providers: [CredentialRecords],
};
