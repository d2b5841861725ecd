import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { Keyring } from '../../common/crypto/keyring.js';
import { isOpaqueToken, newOpaqueToken } from '../../common/crypto/opaque-token.js';
import { RefreshTokensRepository } from './refresh-tokens.repository.js';
import type { Session } from './session.entity.js';
import { SessionsRepository } from './sessions.repository.js';

const PREFIX = 'trr_';
const PURPOSE = 'refresh-token';

/** A refresh token that was presented. */
export interface KnownRefreshToken {
  readonly hmac: Buffer;
  readonly session: Session;
  readonly used: boolean;
}

/** Makes, recognises and uses up refresh tokens. Only their HMAC is kept. */
@Injectable()
export class RefreshTokens {
  constructor(
    private readonly tokens: RefreshTokensRepository,
    private readonly sessions: SessionsRepository,
    private readonly keyring: Keyring,
    private readonly clock: Clock,
  ) {}

  /** The next token of a session, the only time that it is shown. The one before must have been used. */
  async make(sessionId: string): Promise<string> {
    const text = newOpaqueToken(PREFIX);
    await this.tokens.insert({ hmac: this.keyring.hmac(PURPOSE, text), sessionId, usedAt: null });
    return text;
  }

  /** Undefined when it is malformed or unknown, or its session has ended. */
  async find(text: string): Promise<KnownRefreshToken | undefined> {
    if (!isOpaqueToken(PREFIX, text)) return undefined;
    const found = await this.tokens.findByHmac(this.keyring.hmacs(PURPOSE, text));
    const session = found && (await this.sessions.findById(found.sessionId));
    return session && { hmac: found.hmac, session, used: found.usedAt !== null };
  }

  /** True for the first who asks, false for every other. For use within a transaction. */
  async use({ hmac, session }: KnownRefreshToken): Promise<boolean> {
    return (await this.sessions.lock(session.id)) && this.tokens.use(hmac, this.clock.now());
  }
}
