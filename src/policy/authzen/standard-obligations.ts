import type { Obligations } from '../decisions/decision.js';

/** An obligation as AuthZEN's profile of obligations tells it. */
export interface StandardObligation {
  readonly id: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** What the enforcement point must see to; notes are not among it, because they are kept with the decision here. */
export function standardObligations(obligations: Obligations): StandardObligation[] {
  const { maxTtlSeconds, maxUses, scopes, boundKey, redact } = obligations;
  return [
    ...(maxTtlSeconds === undefined ? [] : [obligation('cap_ttl', { seconds: maxTtlSeconds })]),
    ...(maxUses === undefined ? [] : [obligation('cap_uses', { uses: maxUses })]),
    ...(scopes === undefined ? [] : [obligation('narrow_scopes', { scopes })]),
    ...(boundKey === undefined ? [] : [obligation('require_bound_key', {})]),
    ...(redact === undefined ? [] : [obligation('redact', { fields: redact })]),
  ];
}

function obligation(type: string, properties: StandardObligation['properties']): StandardObligation {
  return { id: type, type, properties };
}
