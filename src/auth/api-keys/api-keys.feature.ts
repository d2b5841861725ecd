import type { Feature } from '../feature.js';
import { ApiKeyListing } from './api-key-listing.js';
import { ApiKeyRules } from './api-key-rules.js';
import { ApiKeyVerifier } from './api-key-verifier.js';
import { ApiKey } from './api-key.entity.js';
import { ApiKeysController } from './api-keys.controller.js';
import { ApiKeysRepository } from './api-keys.repository.js';
import { ApiKeysService } from './api-keys.service.js';

export const API_KEYS: Feature = {
  entities: [ApiKey],
  controllers: [ApiKeysController],
  providers: [ApiKeyListing, ApiKeyRules, ApiKeysRepository, ApiKeysService, ApiKeyVerifier],
};
