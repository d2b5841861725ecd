import type { Feature } from '../../common/feature.js';
import { RevocationController } from './revocation.controller.js';
import { RevocationRequests } from './revocation-requests.js';
import { RevocationService } from './revocation.service.js';
import { RevocationSubscriber } from './revocation.subscriber.js';
import { RevocationsRepository } from './revocations.repository.js';
import { RevokedTokens } from './revoked-tokens.js';

export const REVOCATION: Feature = {
  controllers: [RevocationController],
  providers: [RevocationRequests, RevocationService, RevocationsRepository, RevocationSubscriber, RevokedTokens],
};
