/** What a call of a tool does to the world, as its publisher says (MCP calls them hints). Absent: nothing is said. */
export interface ToolAnnotations {
  /** It changes nothing. */
  readonly readOnly?: boolean;
  /** It may destroy what is there. */
  readonly destructive?: boolean;
  /** Called again with the same input it changes nothing more. */
  readonly idempotent?: boolean;
  /** It deals with things outside of what it is in charge of. */
  readonly openWorld?: boolean;
}
