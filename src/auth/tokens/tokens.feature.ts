import type { Feature } from '../../common/feature.js';
import { AccessTokenStrategy } from './access-token.strategy.js';
import { AccessTokens } from './access-tokens.js';
import { Issuer } from './issuer.js';
import { JwksController } from './jwks.controller.js';
import { SignedTokens } from './signed-tokens.js';
import { SigningKeyChanges } from './signing-key-changes.js';
import { SigningKey } from './signing-key.entity.js';
import { SigningKeyPairs } from './signing-key-pairs.js';
import { SigningKeyRotation } from './signing-key-rotation.js';
import { SigningKeys } from './signing-keys.js';
import { SigningKeysRepository } from './signing-keys.repository.js';
import { VerifiedTokens } from './verified-tokens.js';

export const TOKENS: Feature = {
  entities: [SigningKey],
  controllers: [JwksController],
  providers: [
    AccessTokens,
    AccessTokenStrategy,
    Issuer,
    SignedTokens,
    SigningKeyChanges,
    SigningKeyPairs,
    SigningKeyRotation,
    SigningKeys,
    SigningKeysRepository,
    VerifiedTokens,
  ],
};
