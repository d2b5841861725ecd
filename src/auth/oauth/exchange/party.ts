import { commonRanges } from '../../../common/address-ranges.js';
import type { IdentityLimits } from '../../auth-method.js';
import type { PermissionSet } from '../../permissions.js';
import type { Actor, AgentEpoch } from '../../tokens/access-token.js';
import type { AuthenticatedClient } from '../oauth-clients.js';
import type { OwnToken } from '../own-tokens.js';

/** Who takes part in a token exchange, by the proof that was shown of it. */
export interface Party {
  readonly agentId: string;
  /** The agent's token epoch. */
  readonly epoch: number;
  readonly permissions: PermissionSet;
  readonly limits: Pick<IdentityLimits, 'addresses' | 'basis' | 'expiresAt'>;
}

/** The agent for whom the new token shall act. */
export interface Subject extends Party {
  /** Name of the auth method instance that proved it. */
  readonly method: string;
  readonly tokenId: string;
  readonly act?: Actor;
  /** Agents by whose clients its token was exchanged. */
  readonly restsOn: readonly AgentEpoch[];
}

export function partyOfClient({ profile, limits, permissions }: AuthenticatedClient): Party {
  return { agentId: profile.id, epoch: profile.tokenEpoch, permissions, limits };
}

export function partyOfToken({ claims, principal }: OwnToken): Subject {
  const { basis, agentId, permissions, addresses } = principal;
  const { epoch, method, jti: tokenId, exp, act, rests_on: restsOn = [] } = claims;
  const limits = { basis, expiresAt: new Date(exp * 1000), ...(addresses && { addresses }) };
  return { agentId, epoch, permissions, limits, method, tokenId, restsOn, ...(act && { act }) };
}

/** What holds of a proof that rests on several: it ends with the first of them, and may be used where each may. */
export function commonLimits(parties: readonly Party[]): Party['limits'] {
  const all = parties.map((it) => it.limits);
  const ends = all.flatMap(({ expiresAt }) => expiresAt ?? []).sort((one, other) => one.getTime() - other.getTime());
  const addresses = all.flatMap(({ addresses: ranges }) => (ranges ? [ranges] : []));
  return {
    basis: [...new Set(all.flatMap(({ basis = [] }) => basis))],
    ...(ends[0] && { expiresAt: ends[0] }),
    ...(addresses.length > 0 && { addresses: addresses.reduce(commonRanges) }),
  };
}
