/** The set of tools about which an answer is yes, in a form that the registry turns into SQL. */
export type ToolFilter =
  | { readonly match: 'all' }
  | { readonly match: 'none' }
  | { readonly match: 'ids'; readonly ids: readonly string[] }
  | { readonly match: 'tags'; readonly tags: readonly string[] }
  | { readonly match: 'types'; readonly types: readonly string[] }
  | { readonly match: 'owners'; readonly ids: readonly string[] }
  /** By where they stand in their life. */
  | { readonly match: 'statuses'; readonly statuses: readonly string[] }
  | { readonly match: 'and'; readonly filters: readonly ToolFilter[] }
  | { readonly match: 'or'; readonly filters: readonly ToolFilter[] }
  | { readonly match: 'not'; readonly filter: ToolFilter };
