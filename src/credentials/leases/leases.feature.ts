import type { Feature } from '../../common/feature.js';
import { CredentialLookup } from './credential-lookup.js';
import { CredentialRecords } from './credential-records.js';
import { EndedCredentials } from './ended-credentials.js';
import { EndedCredentialsRepository } from './ended-credentials.repository.js';
import { LeaseRenewer } from './lease-renewer.js';
import { LeasesController } from './leases.controller.js';
import { RenewableLeases } from './renewable-leases.js';
import { RenewalController } from './renewal.controller.js';
import { RenewalService } from './renewal.service.js';
import { RenewalsRepository } from './renewals.repository.js';

export const LEASES: Feature = {
  controllers: [LeasesController, RenewalController],
  providers: [
    CredentialLookup,
    CredentialRecords,
    EndedCredentials,
    EndedCredentialsRepository,
    LeaseRenewer,
    RenewableLeases,
    RenewalService,
    RenewalsRepository,
  ],
};
