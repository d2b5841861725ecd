import type { AuditEntry } from '../../common/events/domain-event.js';
import type { AgentView } from '../agents/agent-view.js';
import { AgentCreated, AgentUpdated } from '../agents/agents.events.js';

/** An agent has been made for a subject of another issuer that was seen for the first time. */
export class AgentProvisioned extends AgentCreated {
  override audit(): AuditEntry {
    const { after, ...entry } = super.audit();
    return { ...entry, action: 'agent.provisioned', after: { ...after, provisionedBy: this.agent.provisionedBy } };
  }
}

/** The claims of its issuer have given an agent other roles. */
export class AgentRolesSynchronised extends AgentUpdated {
  constructor(before: AgentView, after: AgentView) {
    super(before, after, false);
  }

  override audit(): AuditEntry {
    const [before, after] = [{ roles: this.before.roles }, { roles: this.after.roles }];
    return { ...super.audit(), action: 'agent.roles_synchronised', before, after };
  }
}
