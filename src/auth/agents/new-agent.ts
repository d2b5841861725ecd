import { canonicalName } from '../../common/canonical-name.js';
import { newId } from '../../common/ids.js';
import type { NewAgent } from './agent-inputs.js';
import type { Agent } from './agent.entity.js';

/** An agent as it begins: active, with an id of its own. */
export function newAgent({ name, displayName, type, ownerId, metadata, permissions }: NewAgent, now: Date): Agent {
  return {
    ...{ id: newId(), name: name.trim(), canonicalName: canonicalName(name), displayName: displayName ?? name.trim() },
    ...{ type, status: 'active', ownerId: ownerId ?? null, metadata: { ...metadata } },
    ...{ permissions: [...new Set(permissions)], tokenEpoch: 1, revision: 1, createdAt: now, updatedAt: now },
  };
}
