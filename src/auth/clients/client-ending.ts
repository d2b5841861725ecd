import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import type { ExpectedRevision } from '../../common/http/if-match.decorator.js';
import { Revocations } from '../revocation/revocations.js';
import type { OAuthClient } from './oauth-client.entity.js';
import { OAuthClientsRepository } from './oauth-clients.repository.js';
import { epochOf } from './token-basis.js';

/** Longer than access tokens and sessions can be configured to live. */
const LONGEST_LIFE_MS = 40 * 24 * 60 * 60_000;

/** Clients that were made with a client may have no end of their own. */
const FOR_GOOD = new Date('9999-12-31T00:00:00Z');

/** Ends clients and the access tokens that they have got, on every instance at once. For use within a change. */
@Injectable()
export class ClientEnding {
  constructor(
    private readonly clients: OAuthClientsRepository,
    private readonly revocations: Revocations,
    private readonly clock: Clock,
  ) {}

  /** Ends whatever rests on it as well. Whether there was one of this revision to end. */
  async end({ id }: OAuthClient, expected: ExpectedRevision): Promise<boolean> {
    await this.revocations.revoke(id, FOR_GOOD);
    return this.clients.update(id, expected, { revokedAt: this.clock.now() });
  }

  /** Ends the tokens that it has got so far, and returns what to write to the client, which goes on. */
  async endTokens(client: OAuthClient): Promise<Pick<OAuthClient, 'tokenEpoch'>> {
    const until = new Date(this.clock.now().getTime() + LONGEST_LIFE_MS);
    await this.revocations.revoke(epochOf(client), until);
    return { tokenEpoch: client.tokenEpoch + 1 };
  }
}
