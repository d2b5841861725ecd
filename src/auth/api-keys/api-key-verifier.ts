import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { Keyring } from '../../common/crypto/keyring.js';
import { isOpaqueToken } from '../../common/crypto/opaque-token.js';
import type { Permission } from '../permissions.js';
import { ApiKeysRepository } from './api-keys.repository.js';

export const API_KEY_PREFIX = 'trk_';

const PURPOSE = 'api-key';
const MINUTE = 60_000;

/** An API key that may be used now. */
export interface UsableApiKey {
  readonly agentId: string;
  readonly permissions: readonly Permission[] | null;
  readonly expiresAt: Date | null;
}

/** Recognises API keys. */
@Injectable()
export class ApiKeyVerifier {
  constructor(
    private readonly keys: ApiKeysRepository,
    private readonly keyring: Keyring,
    private readonly clock: Clock,
  ) {}

  /** What is stored of a key, and what it is found by. */
  hmac(key: string): Buffer {
    return this.keyring.hmac(PURPOSE, key);
  }

  /** Undefined when it is malformed, unknown, expired or revoked. */
  async verify(text: string): Promise<UsableApiKey | undefined> {
    if (!isOpaqueToken(API_KEY_PREFIX, text)) return undefined;
    const key = await this.keys.findByHmac(this.hmac(text));
    const now = this.clock.now();
    if (!key || key.revokedAt || (key.expiresAt && key.expiresAt <= now)) return undefined;
    const noted = key.lastUsedAt && now.getTime() - key.lastUsedAt.getTime() < MINUTE;
    if (!noted) await this.keys.touch(key.id, now);
    return key;
  }
}
