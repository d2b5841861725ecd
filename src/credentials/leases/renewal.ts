import type { Obligations } from '../../policy/index.js';
import type { Credential } from '../credential.entity.js';

/** What of a credential would not be granted any more. */
type WithheldTerm = 'scopes' | 'uses' | 'key';

/** What bounds a renewal today. An absent limit does not restrict. */
export interface RenewalLimits {
  readonly now: Date;
  /** All scopes of the tool. */
  readonly toolScopes: readonly string[];
  readonly maxTtlSeconds: number;
  /** What the policies that permit it demand. */
  readonly policy: Pick<Obligations, 'maxTtlSeconds' | 'maxUses' | 'scopes' | 'boundKey'>;
  /** When the permission, and the proof that it was given for, end. */
  readonly endsBy: readonly Date[];
}

export type Renewal =
  | { readonly outcome: 'granted'; readonly expiresAt: Date }
  | { readonly outcome: 'withheld'; readonly terms: readonly WithheldTerm[] }
  | { readonly outcome: 'no_time' };

/**
 * To when the end of a lease moves: so many seconds from now, as far as today's limits let it live since its issue.
 *
 * A renewal may shorten the lease. It changes nothing but its end, so that what would be granted for less today is not
 * renewed at all.
 */
export function computeRenewal(credential: Credential, incrementSeconds: number, limits: RenewalLimits): Renewal {
  const terms = withheldTerms(credential, limits);
  if (terms.length > 0) return { outcome: 'withheld', terms };
  const { now, endsBy } = limits;
  const lifetimes = [limits.maxTtlSeconds, limits.policy.maxTtlSeconds].filter((it) => it !== undefined);
  const ends = [
    ...[after(now, incrementSeconds), credential.hardExpiresAt, ...endsBy],
    ...lifetimes.map((seconds) => after(credential.issuedAt, seconds)),
  ];
  const expiresAt = new Date(Math.min(...ends.map((it) => it.getTime())));
  return expiresAt > now ? { outcome: 'granted', expiresAt } : { outcome: 'no_time' };
}

function withheldTerms(credential: Credential, { toolScopes, policy }: RenewalLimits): WithheldTerm[] {
  const { scopes, maxUses, boundKey } = credential;
  const isGranted = (scope: string) => toolScopes.includes(scope) && (policy.scopes?.includes(scope) ?? true);
  const withheld: WithheldTerm[] = [];
  if (!scopes.every(isGranted)) withheld.push('scopes');
  if (policy.maxUses !== undefined && (maxUses ?? Infinity) > policy.maxUses) withheld.push('uses');
  if (policy.boundKey && boundKey === null) withheld.push('key');
  return withheld;
}

function after(moment: Date, seconds: number): Date {
  return new Date(moment.getTime() + seconds * 1000);
}
