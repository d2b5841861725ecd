import type { Client } from 'pg';
import { Keyring } from '../../../src/common/crypto/keyring.js';
import { newOpaqueToken } from '../../../src/common/crypto/opaque-token.js';
import type { Subject } from '../../servers/refilled-values.js';
import { storeUnder } from './copies.js';

const TOKENS = 1000;

/** Tokens of stored credentials, and what these are stored under. */
export interface StoredTokens {
  readonly tokens: readonly { readonly token: string }[];
  readonly subjects: readonly Subject[];
}

/** Stores a credential so often more, each under a token of its own. @param uses null: not counted. */
export async function storeTokens(
  database: Client,
  sampleId: string,
  key: Buffer,
  uses: number | null,
): Promise<StoredTokens> {
  const keyring = new Keyring(key);
  const tokens = Array.from({ length: TOKENS }, () => newOpaqueToken('trc_'));
  const hmacs = tokens.map((it) => keyring.hmac('credential-token', it));
  await storeUnder(database, sampleId, hmacs, uses);
  return {
    tokens: tokens.map((token) => ({ token })),
    subjects: hmacs.map((it) => ({ hmac: it.toString('hex') })),
  };
}
