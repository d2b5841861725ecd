import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { Keyring } from '../../common/crypto/keyring.js';
import { isOpaqueToken, newOpaqueToken } from '../../common/crypto/opaque-token.js';
import type { OAuthClient } from './oauth-client.entity.js';
import { UsableClients } from './usable-clients.js';

const PREFIX = 'trs_';
const PURPOSE = 'oauth-client-secret';

/** Compared with where there is no secret: no secret has this HMAC. */
const NONE = Buffer.alloc(32);

export interface NewClientSecret {
  /** To be shown once. */
  readonly secret: string;
  readonly secretHmac: Buffer;
  /** `trs_Ab12…9xYz`: enough to tell secrets apart, too little to guess one. */
  readonly secretHint: string;
}

/**
 * Secrets of clients (RFC 6749 §2.3.1).
 *
 * They hold 256 random bits, so they cannot be guessed and need no lock-out; a lock-out would only let strangers, who
 * may know a client's id, keep it out.
 */
@Injectable()
export class ClientSecrets {
  constructor(
    private readonly clients: UsableClients,
    private readonly keyring: Keyring,
    private readonly clock: Clock,
  ) {}

  make(): NewClientSecret {
    const secret = newOpaqueToken(PREFIX);
    const secretHint = `${secret.slice(0, 8)}…${secret.slice(-4)}`;
    return { secret, secretHmac: this.keyring.hmac(PURPOSE, secret), secretHint };
  }

  /** A new secret beside the one so far, which ends with the overlap. */
  succeed(previousHmac: Buffer, overlapSeconds: number) {
    const overlap = { previousHmac, previousEndsAt: new Date(this.clock.now().getTime() + overlapSeconds * 1000) };
    const none = { previousHmac: null, previousEndsAt: null };
    return { ...this.make(), ...(overlapSeconds > 0 ? overlap : none) };
  }

  /** The client whose secret it is. Does the same work whether the client is known or not. */
  async verify(clientId: string, secret: string): Promise<OAuthClient | undefined> {
    if (!isOpaqueToken(PREFIX, secret)) return undefined;
    const client = await this.clients.find(clientId);
    const { secretHmac, previousHmac, previousEndsAt } = client ?? {};
    const presented = this.keyring.hmacs(PURPOSE, secret);
    const isCurrent = includes(presented, secretHmac ?? NONE);
    const isPrevious = includes(presented, previousHmac ?? NONE);
    const overlaps = previousEndsAt !== undefined && previousEndsAt !== null && previousEndsAt > this.clock.now();
    if (!client || !(isCurrent || (isPrevious && overlaps))) return undefined;
    if (presented.length > 1) await this.clients.rehash(client.id, presented);
    return client;
  }
}

/** Compares with each, so that time tells nothing. */
const includes = (presented: readonly Buffer[], stored: Buffer) =>
  presented.map((it) => timingSafeEqual(it, stored)).includes(true);
