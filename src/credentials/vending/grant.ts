import type { Lacking } from '../credentials.events.js';

/** What the caller asked for. Absent: whatever it may have. */
export interface GrantRequest {
  readonly scopes?: readonly string[];
  readonly ttlSeconds?: number;
  readonly maxUses?: number;
}

/** Everything that bounds a grant. An absent limit does not restrict; an empty list allows nothing. */
export interface GrantLimits {
  readonly issuedAt: Date;
  /** All scopes of the tool. */
  readonly toolScopes: readonly string[];
  readonly defaultTtlSeconds: number;
  readonly maxTtlSeconds: number;
  /** What the policies that permitted it demand. */
  readonly policy: { readonly maxTtlSeconds?: number; readonly maxUses?: number; readonly scopes?: readonly string[] };
  /** When the permission, the proof that it was given for, and a parent end. */
  readonly endsBy: readonly Date[];
  /** The credential from which it is delegated: what it opens, and how many uses it has to lend; null: uncounted. */
  readonly parent?: { readonly scopes: readonly string[]; readonly usesLeft: number | null };
}

export interface GrantWarning {
  readonly code: 'SCOPES_NARROWED' | 'TTL_CAPPED' | 'USES_CAPPED';
  readonly detail: string;
}

/** What is vended: the intersection of what was asked and every limit. */
export interface Grant {
  readonly outcome: 'granted';
  readonly scopes: readonly string[];
  readonly issuedAt: Date;
  readonly expiresAt: Date;
  /** No later change may move the expiry beyond it. */
  readonly hardExpiresAt: Date;
  /** Null: uses are not counted. */
  readonly maxUses: number | null;
  readonly warnings: readonly GrantWarning[];
}

/** Nothing is left of the request in one dimension. */
export interface EmptyGrant {
  readonly outcome: 'empty';
  readonly lacking: Exclude<Lacking, 'countable uses'>;
}

/**
 * Intersects a request with its limits.
 *
 * A lifetime or number of uses beyond a limit is cut to it with a warning (as Vault does), never raised, and so is the
 * default lifetime of a caller that asked for none; scopes that were asked for and are not allowed are left out with a warning.
 */
export function computeGrant(request: GrantRequest, limits: GrantLimits): Grant | EmptyGrant {
  const scopes = grantedScopes(request, limits);
  if (scopes.length === 0) return { outcome: 'empty', lacking: 'scopes' };
  const times = grantedTimes(request, limits);
  if (times.expiresAt <= limits.issuedAt) return { outcome: 'empty', lacking: 'time' };
  const maxUses = smallest(request.maxUses, limits.policy.maxUses, limits.parent?.usesLeft ?? undefined) ?? null;
  if (maxUses === 0) return { outcome: 'empty', lacking: 'uses' };
  const granted = { scopes, issuedAt: limits.issuedAt, ...times, maxUses };
  const wanted = { ...request, ttlSeconds: wantedTtl(request, limits) };
  return { outcome: 'granted', ...granted, warnings: warningsOf(wanted, granted) };
}

function grantedScopes(request: GrantRequest, { toolScopes, policy, parent }: GrantLimits): string[] {
  const wanted = request.scopes ?? toolScopes;
  const limits = [toolScopes, policy.scopes, parent?.scopes].filter((it) => it !== undefined);
  const allowed = wanted.filter((it) => limits.every((limit) => limit.includes(it)));
  return [...new Set(allowed)];
}

function grantedTimes(request: GrantRequest, limits: GrantLimits): Pick<Grant, 'expiresAt' | 'hardExpiresAt'> {
  const { issuedAt, endsBy } = limits;
  const ceiling = smallest(limits.maxTtlSeconds, limits.policy.maxTtlSeconds) ?? limits.maxTtlSeconds;
  const ttl = Math.min(wantedTtl(request, limits), ceiling);
  const until = (seconds: number) =>
    new Date(Math.min(issuedAt.getTime() + seconds * 1000, ...endsBy.map((it) => it.getTime())));
  return { expiresAt: until(ttl), hardExpiresAt: until(ceiling) };
}

function wantedTtl({ ttlSeconds }: GrantRequest, { defaultTtlSeconds }: GrantLimits): number {
  return ttlSeconds ?? defaultTtlSeconds;
}

function warningsOf(
  request: GrantRequest & { readonly ttlSeconds: number },
  granted: Pick<Grant, 'scopes' | 'issuedAt' | 'expiresAt' | 'maxUses'>,
): GrantWarning[] {
  const warnings: GrantWarning[] = [];
  const refused = (request.scopes ?? []).filter((it) => !granted.scopes.includes(it));
  if (refused.length > 0) warnings.push({ code: 'SCOPES_NARROWED', detail: `Not granted: ${refused.join(', ')}.` });
  const seconds = (granted.expiresAt.getTime() - granted.issuedAt.getTime()) / 1000;
  if (seconds < request.ttlSeconds) {
    warnings.push({ code: 'TTL_CAPPED', detail: `The lifetime was cut to ${Math.floor(seconds)} seconds.` });
  }
  if (request.maxUses !== undefined && granted.maxUses !== null && granted.maxUses < request.maxUses) {
    warnings.push({ code: 'USES_CAPPED', detail: `The number of uses was cut to ${granted.maxUses}.` });
  }
  return warnings;
}

function smallest(...limits: (number | undefined)[]): number | undefined {
  const given = limits.filter((it) => it !== undefined);
  return given.length > 0 ? Math.min(...given) : undefined;
}
