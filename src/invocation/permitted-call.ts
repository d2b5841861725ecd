import type { Principal } from '../auth/index.js';
import type { ExecutableTool } from '../registry/index.js';

/** A call that policy has permitted. */
export interface PermittedCall {
  readonly tool: ExecutableTool;
  readonly principal: Principal;
  readonly decisionId: string;
  /** JSON pointers of what the caller is not shown of the result. */
  readonly redact?: readonly string[];
  readonly input: Readonly<Record<string, unknown>>;
}
