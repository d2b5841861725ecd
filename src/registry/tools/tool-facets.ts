/** What tools are counted by. */
export const FACETS = ['tag', 'type', 'owner', 'status'] as const;
export type Facet = (typeof FACETS)[number];

/** So many tools have it. */
export interface FacetCount {
  readonly value: string;
  readonly count: number;
}

export type FacetCounts = Readonly<Partial<Record<Facet, readonly FacetCount[]>>>;
