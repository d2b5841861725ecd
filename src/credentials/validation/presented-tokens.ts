import { Injectable } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import { SignedTokens } from '../../auth/index.js';
import { Clock } from '../../common/clock.js';
import { CredentialTokens } from '../credential-tokens.js';

/** By what a token finds its credential: its HMAC under any key in use, the current first, or the id that a JWT names. */
export type CredentialKey = { readonly hmacs: readonly Buffer[] } | { readonly id: string };

/** Reads the tokens of credentials: opaque ones, and JWTs under our own signature. */
@Injectable()
export class PresentedTokens {
  constructor(
    private readonly opaque: CredentialTokens,
    private readonly signed: SignedTokens,
    private readonly clock: Clock,
  ) {}

  /** Undefined when the text can be no token of a credential. Whether there is one is not asked. */
  async keyOf(token: string): Promise<CredentialKey | undefined> {
    const hmacs = this.opaque.hmacsOf('token', token);
    if (hmacs.length > 0) return { hmacs };
    const claims = await this.signed.read(token, this.clock.now());
    return typeof claims?.['tool_id'] === 'string' && isUuid(claims.jti) ? { id: String(claims.jti) } : undefined;
  }
}
