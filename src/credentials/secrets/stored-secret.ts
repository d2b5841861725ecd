import type { AgentSecret } from './agent-secret.entity.js';
import type { SecretRef } from './secret-store.js';
import type { ToolSecret } from './tool-secret.entity.js';

/** A value, and the kind of the store that keeps it. */
export interface StoredSecret {
  readonly ref: SecretRef;
  readonly store: string;
}

/** Where the value of a secret is; undefined for a slot whose values agents hold. */
export function storedSecret(row: ToolSecret | AgentSecret): StoredSecret | undefined {
  const { toolId, slot, origin, valueId, store } = row;
  if (valueId === null || store === null) return undefined;
  return { store, ref: { toolId, slot, origin, valueId, ...('agentId' in row && { agentId: row.agentId }) } };
}
