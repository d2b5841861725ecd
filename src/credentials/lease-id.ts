import type { Credential } from './credential.entity.js';

/** The path of a lease: whoever ends a prefix of whole segments ends all that was vended for a tool, or for it to an agent. */
export function leaseIdOf({ id, toolId, agentId }: Pick<Credential, 'id' | 'toolId' | 'agentId'>): string {
  return `tools/${toolId}/agents/${agentId}/${id}`;
}
