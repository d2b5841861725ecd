import type { Feature } from '../feature.js';
import { AccessTokenStrategy } from './access-token.strategy.js';
import { AccessTokens } from './access-tokens.js';
import { Issuer } from './issuer.js';
import { SigningKey } from './signing-key.entity.js';
import { SigningKeys } from './signing-keys.js';
import { SigningKeysRepository } from './signing-keys.repository.js';

export const TOKENS: Feature = {
  entities: [SigningKey],
  providers: [AccessTokens, AccessTokenStrategy, Issuer, SigningKeys, SigningKeysRepository],
};
