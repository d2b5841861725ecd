import { AUTH_METHOD, TOKEN_SOURCE } from '../../auth/index.js';
import type { Feature } from '../../common/feature.js';
import { CredentialAuthMethod } from './credential.auth-method.js';
import { CredentialTokenSource } from './credential.token-source.js';
import { CredentialUsesRepository } from './credential-uses.repository.js';
import { PresentedTokens } from './presented-tokens.js';
import { StandingCredentials } from './standing-credentials.js';
import { ValidationController } from './validation.controller.js';
import { ValidationService } from './validation.service.js';
import { ValidationSubscriber } from './validation.subscriber.js';

export const VALIDATION: Feature = {
  controllers: [ValidationController],
  providers: [
    CredentialUsesRepository,
    PresentedTokens,
    StandingCredentials,
    ValidationService,
    ValidationSubscriber,
    AUTH_METHOD.provide(CredentialAuthMethod),
    TOKEN_SOURCE.provide(CredentialTokenSource),
  ],
};
