import { type AuditEntry, AuditedEvent } from '../../common/events/domain-event.js';
import type { AgentSecret } from './agent-secret.entity.js';

type Place = Pick<AgentSecret, 'toolId' | 'slot' | 'agentId'>;

abstract class AgentSecretChanged extends AuditedEvent {
  readonly toolId: string;
  readonly slot: string;
  readonly agentId: string;

  constructor({ toolId, slot, agentId }: Place) {
    super();
    this.toolId = toolId;
    this.slot = slot;
    this.agentId = agentId;
  }

  /** Everything but the value, which never gets here. */
  protected entry(action: string, after?: Readonly<Record<string, unknown>>): AuditEntry {
    const subject = { type: 'secret', id: `${this.toolId}/${this.slot}/${this.agentId}` };
    return { action, outcome: 'success', subject, ...(after && { after }) };
  }
}

/** An agent put a value of its own into a slot of a tool, over another where there was one. */
export class AgentSecretAttached extends AgentSecretChanged {
  readonly origin: string;

  constructor(secret: Place & Pick<AgentSecret, 'origin'>) {
    super(secret);
    this.origin = secret.origin;
  }

  audit(): AuditEntry {
    return this.entry('secret.attached', { origin: this.origin, value: '[secret]' });
  }
}

/** An agent took its own value out of a slot of a tool. */
export class AgentSecretRemoved extends AgentSecretChanged {
  audit(): AuditEntry {
    return this.entry('secret.removed');
  }
}
