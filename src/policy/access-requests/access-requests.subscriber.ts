import { Injectable } from '@nestjs/common';
import { AgentDisabled } from '../../auth/index.js';
import { DomainEvents } from '../../common/events/domain-events.js';
import { AccessRequestSteps } from './access-request-steps.js';

/** What an agent asked for and was granted ends when it is disabled, and stays ended. */
@Injectable()
export class AccessRequestsSubscriber {
  constructor(events: DomainEvents, steps: AccessRequestSteps) {
    events.within(AgentDisabled, ({ agentId }) => steps.endAllOf(agentId));
  }
}
