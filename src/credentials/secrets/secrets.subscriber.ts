import { Injectable } from '@nestjs/common';
import { AgentDeleted } from '../../auth/index.js';
import { DomainEvents } from '../../common/events/domain-events.js';
import { ToolDeleted } from '../../registry/index.js';
import { StoredSecrets } from './stored-secrets.js';

/** A tool or agent that is deleted leaves no secret behind, wherever the store keeps it. */
@Injectable()
export class SecretsSubscriber {
  constructor(events: DomainEvents, stored: StoredSecrets) {
    events.after(ToolDeleted, () => stored.dispose());
    events.after(AgentDeleted, () => stored.dispose());
  }
}
