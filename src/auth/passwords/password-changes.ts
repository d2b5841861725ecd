import { Injectable } from '@nestjs/common';
import type { Principal } from '../principal.js';
import { CurrentPassword } from './current-password.js';
import { FullProofRule } from './full-proof.rule.js';
import { requireGoodPassword } from './password-rules.js';
import { WrongPasswordError } from './passwords.errors.js';
import { PasswordReplacement } from './password-replacement.js';
import { PasswordsService } from './passwords.service.js';

const POINTER = '/newPassword';

/** Passwords that agents change themselves. */
@Injectable()
export class PasswordChanges {
  constructor(
    private readonly proof: FullProofRule,
    private readonly current: CurrentPassword,
    private readonly passwords: PasswordsService,
    private readonly replacement: PasswordReplacement,
  ) {}

  /**
   * Ends every access token and session of the agent, the one presented too.
   *
   * @throws DelegatedProofError, FullProofRequiredError, WeakPasswordError, WrongPasswordError, also when somebody else has
   * changed the password meanwhile; LoginLockedError
   */
  async changePassword(caller: Principal, currentPassword: string, newPassword: string): Promise<void> {
    const { agentName } = caller;
    await this.proof.require(caller);
    requireGoodPassword(newPassword, agentName, POINTER);
    const proven = await this.current.require(caller, currentPassword);
    const hash = await this.passwords.hash(newPassword, agentName, POINTER);
    const replaced = await this.replacement.replace(caller, 'password', () => this.passwords.replace(proven, hash));
    if (!replaced) throw new WrongPasswordError();
  }
}
