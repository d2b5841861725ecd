import type { Feature } from '../../common/feature.js';
import { ApiKeyChanges } from './api-key-changes.js';
import { ApiKeyEnding } from './api-key-ending.js';
import { ApiKeyIssuer } from './api-key-issuer.js';
import { ApiKeyListing } from './api-key-listing.js';
import { ApiKeyRotations } from './api-key-rotations.js';
import { ApiKeyVerifier } from './api-key-verifier.js';
import { ApiKey } from './api-key.entity.js';
import { ApiKeysController } from './api-keys.controller.js';
import { ApiKeysRepository } from './api-keys.repository.js';
import { ApiKeysService } from './api-keys.service.js';
import { RetiredApiKeys } from './retired-api-keys.js';

export const API_KEYS: Feature = {
  entities: [ApiKey],
  controllers: [ApiKeysController],
  providers: [
    ApiKeyChanges,
    ApiKeyEnding,
    ApiKeyIssuer,
    ApiKeyListing,
    ApiKeyRotations,
    ApiKeysRepository,
    ApiKeysService,
    ApiKeyVerifier,
    RetiredApiKeys,
  ],
};
