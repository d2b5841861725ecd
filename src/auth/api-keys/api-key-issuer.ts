import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { newOpaqueToken } from '../../common/crypto/opaque-token.js';
import { newId } from '../../common/ids.js';
import type { ProofReach } from '../agents/proof-rules.js';
import { InvalidTokenError } from '../auth.errors.js';
import { FullProofRequiredError } from '../passwords/passwords.errors.js';
import type { Principal } from '../principal.js';
import { API_KEY_PREFIX, ApiKeyVerifier } from './api-key-verifier.js';
import { type ApiKeyView, toApiKeyView } from './api-key-view.js';
import { ExpiryInPastError } from './api-keys.errors.js';
import { ApiKeysRepository } from './api-keys.repository.js';

type Origin = Pick<ApiKeyView, 'agentId' | 'name' | 'madeWithId' | 'replacesId'> & {
  /** Whether the key that it takes the place of makes it. */
  readonly selfRotated?: boolean;
};

export interface IssuedApiKey {
  readonly apiKey: ApiKeyView;
  /** The key itself, to be shown once. */
  readonly key: string;
}

/** Makes API keys that others have found to be in order. */
@Injectable()
export class ApiKeyIssuer {
  constructor(
    private readonly keys: ApiKeysRepository,
    private readonly verifier: ApiKeyVerifier,
    private readonly clock: Clock,
  ) {}

  /** @throws ExpiryInPastError */
  async issue(origin: Origin, { permissions, expiresAt, allowedAddresses }: ProofReach): Promise<IssuedApiKey> {
    const createdAt = this.clock.now();
    if (expiresAt && expiresAt <= createdAt) throw new ExpiryInPastError();
    const key = newOpaqueToken(API_KEY_PREFIX);
    const row = {
      ...{ selfRotated: false, ...origin, id: newId(), hint: hintOf(key), hmac: this.verifier.hmac(key) },
      permissions: permissions && [...new Set(permissions)],
      allowedAddresses: allowedAddresses && [...new Set(allowedAddresses)],
      ...{ revision: 1, createdAt, expiresAt: expiresAt && wholeSecond(expiresAt), revokedAt: null, lastUsedAt: null },
    };
    await this.keys.insert(row);
    return { apiKey: toApiKeyView(row), key };
  }

  /**
   * What a key must end with that the caller makes or rotates: see `keyBehind`.
   *
   * @throws InvalidTokenError; FullProofRequiredError for an OAuth client of the agent, which the key would outlive.
   */
  async makerOf(caller: Principal, agentId: string): Promise<string | null> {
    if (caller.agentId === agentId && caller.clientId !== undefined) throw new FullProofRequiredError();
    return this.keyBehind(caller, agentId);
  }

  /**
   * The key of this agent that the caller presents or got its token by: what is made with it ends with it. It cannot be
   * revoked until the transaction ends, so nothing is made with it unseen.
   *
   * @throws InvalidTokenError when it has been revoked meanwhile.
   */
  async keyBehind({ basis }: Principal, agentId: string): Promise<string | null> {
    const key = await this.keys.lockForUse(agentId, basis);
    if (key?.revokedAt) throw new InvalidTokenError();
    return key?.id ?? null;
  }
}

/** `trk_Ab12…9xYz`: enough to tell keys apart, too little to guess one. */
const hintOf = (key: string) => `${key.slice(0, 8)}…${key.slice(-4)}`;

/** As access tokens tell when their proof ends. */
const wholeSecond = (moment: Date) => new Date(Math.floor(moment.getTime() / 1000) * 1000);
