import { Injectable } from '@nestjs/common';
import { Keyring } from '../common/crypto/keyring.js';
import { isOpaqueToken, newOpaqueToken } from '../common/crypto/opaque-token.js';

const PREFIX = 'trc_';
const PURPOSE = 'credential-token';

/** Makes the tokens of credentials, and what is stored of them. */
@Injectable()
export class CredentialTokens {
  constructor(private readonly keyring: Keyring) {}

  mint(): { token: string; hmac: Buffer } {
    const token = newOpaqueToken(PREFIX);
    return { token, hmac: this.keyring.hmac(PURPOSE, token) };
  }

  /** What is stored of a token, or undefined when the text cannot be one of ours. */
  hmacOf(token: string): Buffer | undefined {
    return isOpaqueToken(PREFIX, token) ? this.keyring.hmac(PURPOSE, token) : undefined;
  }
}
