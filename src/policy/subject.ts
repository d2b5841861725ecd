import type { Principal } from '../auth/index.js';
import type { Subject } from './policy-type.js';

/** The agent behind a principal, as policies see it. */
export function subjectOf({ agentId, agentName, agentType, roles }: Principal): Subject {
  return { id: agentId, name: agentName, type: agentType, roles };
}
