import type { Feature } from '../../common/feature.js';
import { CredentialIssuer } from './credential-issuer.js';
import { IssuingRepository } from './issuing.repository.js';
import { VendingController } from './vending.controller.js';
import { VendingService } from './vending.service.js';

export const VENDING: Feature = {
  controllers: [VendingController],
  providers: [CredentialIssuer, IssuingRepository, VendingService],
};
