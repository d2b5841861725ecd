import type { Principal } from '../auth/index.js';
import { passGates } from '../database/index.js';

/** What was looked at before a credential was granted, as it was then. */
export interface Grounds {
  readonly agents: Principal['epochs'];
  readonly policies: readonly { readonly policyId: string; readonly revision: number }[];
}

/** Which of the grounds changed between the decision and its credential. */
export type LostGround = 'agents' | 'policies' | 'version' | 'parent';

/** The parameters $1 to $4 of `HELD_GROUNDS` and `GROUNDS_STAND`. */
export function groundValues({ agents, policies }: Grounds): unknown[] {
  return [
    agents.map(({ sub }) => sub),
    agents.map(({ epoch }) => epoch),
    policies.map(({ policyId }) => policyId),
    policies.map(({ revision }) => revision),
  ];
}

/** The first parts of a WITH: locks the agents and policies that are as they were, in the order in which what fells them does. */
export const HELD_GROUNDS = `gates AS MATERIALIZED (
    SELECT ${passGates('agent', '$1::uuid[]')} AS agents, ${passGates('policy', '$3::uuid[]')} AS policies
  ), agents AS (
    SELECT id FROM agent
    WHERE EXISTS (SELECT FROM gates WHERE agents + policies >= 0) AND status = 'active' AND (id, token_epoch) IN (SELECT * FROM unnest($1::uuid[], $2::integer[]))
    FOR SHARE
  ), policies AS (
    SELECT id FROM policy WHERE (id, revision) IN (SELECT * FROM unnest($3::uuid[], $4::integer[])) FOR SHARE
  )`;

/** Whether all of them are as they were: one agent may stand there twice. */
export const GROUNDS_STAND = `(SELECT count(*) FROM agents) =
             (SELECT count(*) FROM (SELECT DISTINCT * FROM unnest($1::uuid[], $2::integer[])) AS wanted) AS agents,
           (SELECT count(*) FROM policies) = cardinality($3::uuid[]) AS policies`;
