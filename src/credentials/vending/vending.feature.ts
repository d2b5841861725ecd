import type { Feature } from '../../common/feature.js';
import { CredentialIssuer } from './credential-issuer.js';
import { CredentialJwts } from './credential-jwts.js';
import { CredentialVendor } from './credential-vendor.js';
import { DelegationController } from './delegation.controller.js';
import { DelegationService } from './delegation.service.js';
import { IssuingRepository } from './issuing.repository.js';
import { VendingController } from './vending.controller.js';
import { VendingService } from './vending.service.js';

export const VENDING: Feature = {
  controllers: [VendingController, DelegationController],
  providers: [CredentialIssuer, CredentialJwts, CredentialVendor, DelegationService, IssuingRepository, VendingService],
};
