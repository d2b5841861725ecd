/** What many hold together for a moment each, and somebody now and then wants alone. */
const GATES = { agent: 7101, policy: 7102, tool: 7103, tree: 7104 } as const;
export type Gate = keyof typeof GATES;

/** Locks are few, however many rows somebody wants: rows share lanes. */
const LANES = 64;

const lanes = (ids: string) =>
  `(SELECT DISTINCT hashtext(id::text) & ${LANES - 1} AS lane FROM unnest(${ids}) AS id ORDER BY lane) AS lanes`;

/**
 * An SQL expression that waits at the gates of rows, and passes together with others, before their rows are locked
 * `FOR SHARE`: it yields a number.
 *
 * PostgreSQL lets those who share the lock of a row pass by one who waits to change it, so that whoever vends without
 * cease could keep a revocation waiting for ever. At an advisory lock they queue: who comes later waits behind it.
 *
 * Gates are passed and closed in the order agent, policy, tool, tree, each before the rows behind it.
 *
 * @param ids an SQL expression of type `uuid[]`.
 */
export const passGates = (gate: Gate, ids: string): string =>
  `(SELECT count(pg_advisory_xact_lock_shared(${GATES[gate]}, lane)) FROM ${lanes(ids)})`;

/** The same for who wants the rows alone: nobody passes until the transaction ends. */
export const closeGates = (gate: Gate, ids: string): string =>
  `(SELECT count(pg_advisory_xact_lock(${GATES[gate]}, lane)) FROM ${lanes(ids)})`;
