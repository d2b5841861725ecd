import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import type { ExpectedRevision } from '../../common/http/if-match.decorator.js';
import { Revocations } from '../revocation/revocations.js';
import type { OAuthClient } from './oauth-client.entity.js';
import { OAuthClientsRepository } from './oauth-clients.repository.js';
import { epochOf } from './token-basis.js';

/** Clients that were made with a client may have no end of their own. */
const FOR_GOOD = new Date('9999-12-31T00:00:00Z');

/** Ends clients, and the access tokens and clients that were got by them, on every instance at once. For use within a change. */
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

  /** Ends what was got by it so far, tokens and clients, and returns what to write to the client, which goes on. */
  async endWhatItGot(client: OAuthClient): Promise<Pick<OAuthClient, 'tokenEpoch'>> {
    await this.revocations.revoke(epochOf(client), FOR_GOOD);
    return { tokenEpoch: client.tokenEpoch + 1 };
  }
}
