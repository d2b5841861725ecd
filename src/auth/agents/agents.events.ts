import { type AuditEntry, AuditedEvent } from '../../common/events/domain-event.js';
import type { AgentView } from './agent-view.js';

/** An agent has been created. */
export class AgentCreated extends AuditedEvent {
  readonly agentId: string;

  constructor(readonly agent: AgentView) {
    super();
    this.agentId = agent.id;
  }

  audit(): AuditEntry {
    return {
      action: 'agent.created',
      outcome: 'success',
      subject: subjectOf(this.agentId),
      after: recordOf(this.agent),
    };
  }
}

/** An agent's description, rights or password have changed. */
export class AgentUpdated extends AuditedEvent {
  readonly agentId: string;

  constructor(
    readonly before: AgentView,
    readonly after: AgentView,
    readonly passwordChanged: boolean,
  ) {
    super();
    this.agentId = after.id;
  }

  audit(): AuditEntry {
    const after = { ...recordOf(this.after), ...(this.passwordChanged && { password: 'changed' }) };
    const subject = subjectOf(this.agentId);
    return { action: 'agent.updated', outcome: 'success', subject, before: recordOf(this.before), after };
  }
}

/** An agent may not act any more; everything it was given ends. */
export class AgentDisabled extends AuditedEvent {
  constructor(readonly agentId: string) {
    super();
  }

  audit(): AuditEntry {
    return { action: 'agent.disabled', outcome: 'success', subject: subjectOf(this.agentId) };
  }
}

/** A disabled agent may act again. What had ended stays ended. */
export class AgentEnabled extends AuditedEvent {
  constructor(readonly agentId: string) {
    super();
  }

  audit(): AuditEntry {
    return { action: 'agent.enabled', outcome: 'success', subject: subjectOf(this.agentId) };
  }
}

/** An agent is about to be deleted, in this transaction. */
export class AgentDeleted extends AuditedEvent {
  readonly agentId: string;

  constructor(readonly agent: AgentView) {
    super();
    this.agentId = agent.id;
  }

  audit(): AuditEntry {
    return {
      action: 'agent.deleted',
      outcome: 'success',
      subject: subjectOf(this.agentId),
      before: recordOf(this.agent),
    };
  }
}

const subjectOf = (id: string) => ({ type: 'agent', id });

function recordOf({ name, displayName, type, status, ownerId, metadata, roles, ...more }: AgentView) {
  const { permissions, identities } = more;
  return { name, displayName, type, status, ownerId, metadata, roles, permissions, identities };
}
