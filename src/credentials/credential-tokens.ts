import { Injectable } from '@nestjs/common';
import { Keyring } from '../common/crypto/keyring.js';
import { isOpaqueToken, newOpaqueToken } from '../common/crypto/opaque-token.js';

/** What the texts that stand for credentials begin with, and what their HMACs are for. */
const KINDS = {
  /** Opens the tool. */
  token: { prefix: 'trc_', purpose: 'credential-token' },
  /** Looks the credential up and revokes it. */
  accessor: { prefix: 'tra_', purpose: 'credential-accessor' },
  /** Opens the answer that holds the token, once. */
  wrapping: { prefix: 'trw_', purpose: 'credential-wrapping' },
} as const;

export type CredentialTextKind = keyof typeof KINDS;

/** A secret text, shown once, and what is stored of it. */
export interface MintedText {
  readonly text: string;
  readonly hmac: Buffer;
}

/** Makes the texts that stand for credentials, and what is stored of them. */
@Injectable()
export class CredentialTokens {
  constructor(private readonly keyring: Keyring) {}

  mint(kind: CredentialTextKind): MintedText {
    const { prefix, purpose } = KINDS[kind];
    const text = newOpaqueToken(prefix);
    return { text, hmac: this.keyring.hmac(purpose, text) };
  }

  /** What may be stored of a text, under any key in use; nothing when it cannot be one of this kind. */
  hmacsOf(kind: CredentialTextKind, text: string): readonly Buffer[] {
    const { prefix, purpose } = KINDS[kind];
    return isOpaqueToken(prefix, text) ? this.keyring.hmacs(purpose, text) : [];
  }
}
