import type { Feature } from '../../common/feature.js';
import { AdministratorReset } from './administrator-reset.js';
import { FirstAdministrator } from './first-administrator.js';
import { FirstStart } from './first-start.js';
import { FormerAccess } from './former-access.js';
import { LastingProofs } from './lasting-proofs.js';
import { PasswordLogin } from './password-login.js';

export const FIRST_START: Feature = {
  providers: [AdministratorReset, FirstAdministrator, FirstStart, FormerAccess, LastingProofs, PasswordLogin],
};
