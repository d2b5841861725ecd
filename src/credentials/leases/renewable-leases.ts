import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/index.js';
import { Clock } from '../../common/clock.js';
import type { Credential } from '../credential.entity.js';
import { statusOf } from '../credential-status.js';
import {
  CredentialEndedError,
  CredentialKeyNotProvenError,
  CredentialNotFoundError,
  CredentialNotRenewableError,
} from '../credentials.errors.js';
import { CredentialsRepository } from '../credentials.repository.js';

/** Finds the leases that a caller may renew. */
@Injectable()
export class RenewableLeases {
  constructor(
    private readonly credentials: CredentialsRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * One of the caller's own credentials, whose key it has proved where there is one, good and renewable now.
   *
   * @throws CredentialNotFoundError, CredentialKeyNotProvenError, CredentialNotRenewableError, CredentialEndedError
   */
  async get({ agentId, provenKey }: Principal, id: string): Promise<Credential> {
    const credential = await this.credentials.findById(id);
    if (credential?.agentId !== agentId) throw new CredentialNotFoundError();
    if (credential.boundKey !== null && credential.boundKey !== provenKey) throw new CredentialKeyNotProvenError();
    if (!credential.renewable) throw new CredentialNotRenewableError();
    const status = statusOf(credential, this.clock.now());
    if (status !== 'active') throw new CredentialEndedError(status);
    return credential;
  }
}
