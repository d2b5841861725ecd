import { Injectable } from '@nestjs/common';
import { AgentDeleted, AgentDisabled, AgentUpdated, BasisRevoked } from '../../auth/index.js';
import { DomainEvents } from '../../common/events/domain-events.js';
import { AccessRevoked, PolicyDeleted, PolicyUpdated } from '../../policy/index.js';
import { ToolDeleted, ToolQuarantined, ToolRetired, ToolVersionWithdrawn } from '../../registry/index.js';
import { RevocationService } from './revocation.service.js';

/**
 * A credential falls with its agent or a role of it, those who act for the agent, its tool or the version of it, the policies that let it be
 * vended, the access granted under them and what its proof rests on, in the transaction that fells them; with it falls
 * whatever was delegated from it.
 */
@Injectable()
export class RevocationSubscriber {
  constructor(events: DomainEvents, revocation: RevocationService) {
    events.within(AgentDisabled, ({ agentId }) => revocation.revokeAllOn({ agentId }, 'agent_disabled'));
    events.within(AgentDeleted, ({ agentId }) => revocation.revokeAllOn({ agentId }, 'agent_deleted'));
    events.within(AgentUpdated, async (event) => {
      if (lostRole(event)) await revocation.revokeAllOn({ agentId: event.agentId }, 'role_lost');
    });
    events.within(BasisRevoked, ({ basis }) => revocation.revokeAllOn({ basis }, 'proof_revoked'));
    events.within(ToolDeleted, ({ toolId }) => revocation.revokeAllOn({ toolId }, 'tool_deleted'));
    events.within(ToolRetired, ({ toolId }) => revocation.revokeAllOn({ toolId }, 'tool_retired'));
    events.within(ToolQuarantined, ({ toolId }) => revocation.revokeAllOn({ toolId }, 'tool_quarantined'));
    events.within(ToolVersionWithdrawn, ({ versionId }) => revocation.revokeAllOn({ versionId }, 'version_withdrawn'));
    events.within(PolicyUpdated, async ({ policyId, mayDecideOtherwise }) => {
      if (mayDecideOtherwise) await revocation.revokeAllOn({ policyId }, 'policy_changed');
    });
    events.within(PolicyDeleted, ({ policyId }) => revocation.revokeAllOn({ policyId }, 'policy_changed'));
    events.within(AccessRevoked, async ({ request, policyIds }) => {
      const { agentId, toolId, action } = request;
      if (action === 'vend') await revocation.revokeAllOn({ holderId: agentId, toolId, policyIds }, 'access_revoked');
    });
  }
}

/** Policies judge agents by their roles: a credential may have stood on the one that is gone. */
function lostRole({ before, after }: AgentUpdated): boolean {
  return before.roles.some((it) => !after.roles.includes(it));
}
