import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Keyring } from '../../common/crypto/keyring.js';
import { newId } from '../../common/ids.js';
import { Seals } from '../../database/index.js';
import type { SigningKey } from './signing-key.entity.js';

const PURPOSE = 'signing-key';

/** Makes key pairs for ES256, whose private keys leave it sealed under the master key. */
@Injectable()
@Seals({
  table: 'signing_key',
  column: 'sealed_private_key',
  purpose: PURPOSE,
  contextColumns: ['kid'],
  context: (kid) => contextOf(kid),
})
export class SigningKeyPairs {
  constructor(private readonly keyring: Keyring) {}

  create(status: 'next' | 'current', since: Date): SigningKey {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const kid = newId();
    const pem = String(privateKey.export({ format: 'pem', type: 'pkcs8' }));
    const sealedPrivateKey = this.keyring.seal(PURPOSE, pem, contextOf(kid));
    return { kid, publicJwk: publicKey.export({ format: 'jwk' }), sealedPrivateKey, status, since, expiresAt: null };
  }

  /** @throws Error when the key is retired, or was sealed under another master key or for another row. */
  privateKey({ kid, sealedPrivateKey }: SigningKey): KeyObject {
    if (!sealedPrivateKey) throw new Error(`The signing key ${kid} is retired`);
    return createPrivateKey(this.keyring.open(PURPOSE, sealedPrivateKey, contextOf(kid)));
  }
}

const contextOf = (kid: string) => `signing_key.sealed_private_key/${kid}`;
