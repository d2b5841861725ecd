import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { Keyring } from '../../common/crypto/keyring.js';
import { isOpaqueToken, newOpaqueToken } from '../../common/crypto/opaque-token.js';
import { Environment } from '../../config/environment.js';
import { PasswordResetsRepository, type ResettableAgent } from './password-resets.repository.js';

const PREFIX = 'trp_';
const PURPOSE = 'password-reset';

export interface NewPasswordReset {
  /** To be shown once. */
  readonly resetToken: string;
  readonly expiresAt: Date;
}

/** One-time tokens that set passwords. Only their HMAC is kept, and that of the newest for each agent. */
@Injectable()
export class PasswordResetTokens {
  constructor(
    private readonly resets: PasswordResetsRepository,
    private readonly keyring: Keyring,
    private readonly clock: Clock,
    private readonly environment: Environment,
  ) {}

  async make(agentId: string): Promise<NewPasswordReset> {
    const resetToken = newOpaqueToken(PREFIX);
    const life = this.environment.PASSWORD_RESET_TTL_SECONDS * 1000;
    const expiresAt = new Date(this.clock.now().getTime() + life);
    await this.resets.put(agentId, this.keyring.hmac(PURPOSE, resetToken), expiresAt);
    return { resetToken, expiresAt };
  }

  /** Undefined when the token opens nothing. It is not used up. */
  async find(token: string): Promise<ResettableAgent | undefined> {
    if (!isOpaqueToken(PREFIX, token)) return undefined;
    return this.resets.find(this.keyring.hmacs(PURPOSE, token), this.clock.now());
  }

  /** True for the first who asks while the token is good, false for every other. */
  use(token: string): Promise<boolean> {
    return this.resets.use(this.keyring.hmacs(PURPOSE, token), this.clock.now());
  }
}
