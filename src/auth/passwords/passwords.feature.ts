import type { Feature } from '../feature.js';
import { PasswordCredential } from './password-credential.entity.js';
import { PasswordHasher } from './password-hasher.js';
import { PasswordsRepository } from './passwords.repository.js';
import { PasswordsService } from './passwords.service.js';

export const PASSWORDS: Feature = {
  entities: [PasswordCredential],
  providers: [PasswordHasher, PasswordsRepository, PasswordsService],
};
