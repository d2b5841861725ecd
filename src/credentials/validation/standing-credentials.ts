import { Injectable } from '@nestjs/common';
import { Revocations } from '../../auth/index.js';
import { Clock } from '../../common/clock.js';
import { ChangeFeed, FeedCache } from '../../database/index.js';
import { CREDENTIALS_TOPIC, feedKeyOf } from '../credential-feed.js';
import { CredentialUsesRepository, type UseQuestion } from './credential-uses.repository.js';
import { type CredentialKey, PresentedTokens } from './presented-tokens.js';
import type { StandingCredential } from './standing-credential.js';

const MOST_KEPT = 50_000;

export interface FoundCredential {
  readonly credential: StandingCredential;
  /** Whether the database found it good for the question. Absent: it was not asked, and no use had to be taken. */
  readonly good?: boolean;
}

/**
 * Credentials by their tokens, as long as they stand.
 *
 * Those whose uses are not counted are kept in memory until a change of them is announced; time and the revocation of
 * what they rest on are looked at each time. One whose token is stored under a former key is not kept: its changes are
 * announced under that.
 */
@Injectable()
export class StandingCredentials {
  readonly #kept: FeedCache<StandingCredential>;

  constructor(
    private readonly tokens: PresentedTokens,
    private readonly uses: CredentialUsesRepository,
    private readonly revocations: Revocations,
    private readonly clock: Clock,
    feed: ChangeFeed,
  ) {
    this.#kept = new FeedCache(feed, CREDENTIALS_TOPIC, { max: MOST_KEPT });
  }

  /** Undefined when the token is of none, or the credential does not stand. */
  async find(token: string, question: UseQuestion): Promise<FoundCredential | undefined> {
    const key = await this.tokens.keyOf(token);
    if (!key) return undefined;
    const asked: FoundCredential[] = [];
    const name = nameOf(key);
    const kept = await this.#kept.get(name, async () => {
      const answer = await this.uses.ask(key, this.clock.now(), question);
      if (!answer) return undefined;
      asked.push(answer);
      return isKeptAs(name, answer.credential) ? answer.credential : undefined;
    });
    return asked[0] ?? (kept && (await this.stillStands(kept)) ? { credential: kept } : undefined);
  }

  /** Takes one use where uses are counted, asking the database in any case. False: it does not stand any more. */
  takeUse(credentialId: string): Promise<boolean> {
    return this.uses.takeById(credentialId, this.clock.now());
  }

  private async stillStands({ expiresAt, basis }: StandingCredential): Promise<boolean> {
    return expiresAt > this.clock.now() && !(await this.revocations.includeAny(basis));
  }
}

function nameOf(key: CredentialKey): string {
  return 'id' in key ? key.id : (key.hmacs[0]?.toString('hex') ?? '');
}

function isKeptAs(name: string, credential: StandingCredential): boolean {
  return credential.maxUses === null && feedKeyOf(credential) === name;
}
