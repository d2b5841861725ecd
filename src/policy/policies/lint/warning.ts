export const WARNING_CODES = [
  'DENIES_EVERYTHING',
  'DENIES_MORE',
  'NEVER_APPLIES',
  'NEVER_MATCHES',
  'OBLIGATIONS_WITHOUT_EFFECT',
  'PERMITS_EVERYTHING',
  'PERMITS_MORE',
  'SHADOWED_BY',
  'UNKNOWN_ROLE',
  'UNKNOWN_TOOL_TYPE',
  'UNKNOWN_VARIABLE',
] as const;
export type WarningCode = (typeof WARNING_CODES)[number];

/** What is odd about a policy, or should at least be meant. */
export interface Warning {
  readonly code: WarningCode;
  readonly detail: string;
  /** The other policy that it is about. */
  readonly policyId?: string;
}
