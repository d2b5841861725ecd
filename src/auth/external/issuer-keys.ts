import type { JWK } from 'jose';
import type { Clock } from '../../common/clock.js';
import { verificationKey } from '../jws/verification-key.js';
import type { JwsHeader } from '../jws/verify-jws.js';
import type { IssuerKeySource } from './issuer-key-source.js';

const MAX_AGE_MS = 10 * 60_000;
const COOL_DOWN_MS = 30_000;
const PAUSE_AFTER_FAILURE_MS = 5000;

/**
 * The keys of one issuer, kept for ten minutes.
 *
 * A key that is not among them makes them be fetched again, once in thirty seconds: so new keys of the issuer are found,
 * and a flood of invented ones does not reach it. However many ask, one fetch runs at a time.
 */
export class IssuerKeys {
  #known: { readonly keys: readonly JWK[]; readonly at: number } | undefined;
  #failed: { readonly error: unknown; readonly at: number } | undefined;
  #fetching: Promise<readonly JWK[]> | undefined;

  constructor(
    private readonly source: Pick<IssuerKeySource, 'fetch'>,
    private readonly clock: Clock,
  ) {}

  /**
   * The one key that the header can mean; undefined when there is none, or several.
   *
   * @throws Error when the issuer cannot be asked, which is not tried again for five seconds.
   */
  async find(header: JwsHeader): Promise<JWK | undefined> {
    const known = this.isYoungerThan(MAX_AGE_MS, this.#known?.at) ? this.#known?.keys : undefined;
    const found = meant(known ?? (await this.fetch()), header);
    if (found || this.isYoungerThan(COOL_DOWN_MS, this.#known?.at)) return found;
    return meant(await this.fetch(), header);
  }

  private fetch(): Promise<readonly JWK[]> {
    if (this.#failed && this.isYoungerThan(PAUSE_AFTER_FAILURE_MS, this.#failed.at)) throw this.#failed.error;
    return (this.#fetching ??= this.fetchNow().finally(() => (this.#fetching = undefined)));
  }

  private async fetchNow(): Promise<readonly JWK[]> {
    try {
      const keys = await this.source.fetch();
      this.#known = { keys, at: this.clock.now().getTime() };
      this.#failed = undefined;
      return keys;
    } catch (error) {
      this.#failed = { error, at: this.clock.now().getTime() };
      throw error;
    }
  }

  private isYoungerThan(milliseconds: number, at: number | undefined): boolean {
    return at !== undefined && this.clock.now().getTime() - at < milliseconds;
  }
}

/** Two keys of one name are no answer: nobody could say which of them was meant. */
function meant(keys: readonly JWK[], { alg, kid }: JwsHeader): JWK | undefined {
  const named = kid === undefined ? keys : keys.filter((it) => it.kid === kid);
  const [first, ...others] = named.filter((it) => verificationKey(it, alg));
  return others.length === 0 ? first : undefined;
}
