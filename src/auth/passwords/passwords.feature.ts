import type { Feature } from '../../common/feature.js';
import { CurrentPassword } from './current-password.js';
import { FullProofRule } from './full-proof.rule.js';
import { PasswordChanges } from './password-changes.js';
import { PasswordCredential } from './password-credential.entity.js';
import { PasswordHasher } from './password-hasher.js';
import { PasswordRedemption } from './password-redemption.js';
import { PasswordReplacement } from './password-replacement.js';
import { PasswordResetTokens } from './password-reset-tokens.js';
import { PasswordReset } from './password-reset.entity.js';
import { PasswordResetsRepository } from './password-resets.repository.js';
import { PasswordResetsService } from './password-resets.service.js';
import { PasswordsController } from './passwords.controller.js';
import { PasswordsRepository } from './passwords.repository.js';
import { PasswordsService } from './passwords.service.js';

export const PASSWORDS: Feature = {
  entities: [PasswordCredential, PasswordReset],
  controllers: [PasswordsController],
  providers: [
    CurrentPassword,
    FullProofRule,
    PasswordChanges,
    PasswordHasher,
    PasswordRedemption,
    PasswordReplacement,
    PasswordResetTokens,
    PasswordResetsRepository,
    PasswordResetsService,
    PasswordsRepository,
    PasswordsService,
  ],
};
