import { Injectable } from '@nestjs/common';
import { AgentDeleted, AgentDisabled } from '../auth/index.js';
import { DomainEvents } from '../common/events/domain-events.js';
import { PolicyDeleted, PolicyUpdated } from '../policy/index.js';
import { ToolDeleted } from '../registry/index.js';
import { RevocationService } from './revocation.service.js';

/** A credential falls with its agent, its tool and the policies that let it be vended, in the transaction that fells them. */
@Injectable()
export class RevocationSubscriber {
  constructor(events: DomainEvents, revocation: RevocationService) {
    events.within(AgentDisabled, ({ agentId }) => revocation.revokeAllOn({ agentId }, 'agent_disabled'));
    events.within(AgentDeleted, ({ agentId }) => revocation.revokeAllOn({ agentId }, 'agent_deleted'));
    events.within(ToolDeleted, ({ toolId }) => revocation.revokeAllOn({ toolId }, 'tool_deleted'));
    events.within(PolicyUpdated, ({ policyId }) => revocation.revokeAllOn({ policyId }, 'policy_changed'));
    events.within(PolicyDeleted, ({ policyId }) => revocation.revokeAllOn({ policyId }, 'policy_changed'));
  }
}
