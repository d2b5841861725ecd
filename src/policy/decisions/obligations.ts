import type { Obligation } from '../policy-type.js';
import type { Obligations } from './decision.js';

/** All of them at once: the lowest caps and the scopes that every narrowing leaves. */
export function combineObligations(all: readonly Obligation[]): Obligations {
  return all.reduce<Obligations>(strictest, {});
}

function strictest(sum: Obligations, next: Obligation): Obligations {
  switch (next.type) {
    case 'cap_ttl':
      return { ...sum, maxTtlSeconds: Math.min(sum.maxTtlSeconds ?? Infinity, next.seconds) };
    case 'cap_uses':
      return { ...sum, maxUses: Math.min(sum.maxUses ?? Infinity, next.uses) };
    case 'narrow_scopes':
      return { ...sum, scopes: [...new Set(next.scopes)].filter((it) => sum.scopes?.includes(it) ?? true).sort() };
    case 'require_bound_key':
      return { ...sum, boundKey: true };
    case 'redact':
      return { ...sum, redact: [...new Set([...(sum.redact ?? []), ...next.fields])].sort() };
    case 'log':
      return { ...sum, notes: [...new Set([...(sum.notes ?? []), next.note])].sort() };
  }
}
