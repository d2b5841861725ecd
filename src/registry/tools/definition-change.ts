/** Which part of a semantic version a change calls for; `major`: it breaks callers. */
export type Impact = 'patch' | 'minor' | 'major';

/** One change between two definitions. */
export interface DefinitionChange {
  /** Where, as a JSON pointer into the definition as requests have it. */
  readonly pointer: string;
  readonly impact: Impact;
  readonly detail: string;
}

/** A breaking change that was let through without a major version, and why. */
export interface ForcedChange {
  readonly reason: string;
  readonly breaks: readonly DefinitionChange[];
}
