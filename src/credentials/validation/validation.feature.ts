import { AUTH_METHOD } from '../../auth/index.js';
import type { Feature } from '../../common/feature.js';
import { CredentialAuthMethod } from './credential.auth-method.js';
import { CredentialUsesRepository } from './credential-uses.repository.js';
import { ValidationController } from './validation.controller.js';
import { ValidationService } from './validation.service.js';

export const VALIDATION: Feature = {
  controllers: [ValidationController],
  providers: [CredentialUsesRepository, ValidationService, AUTH_METHOD.provide(CredentialAuthMethod)],
};
