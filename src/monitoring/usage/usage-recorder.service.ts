import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { DomainEvents } from '../../common/events/domain-events.js';
import { newId } from '../../common/ids.js';
import { CredentialVended } from '../../credentials/index.js';
import { ToolInvoked } from '../../invocation/index.js';
import { ToolUsageRepository } from './tool-usage.repository.js';

/** Keeps each use of a tool, so that its usage can be counted from rows and not from counters that a restart forgets. */
@Injectable()
export class UsageRecorder {
  constructor(
    private readonly usage: ToolUsageRepository,
    private readonly clock: Clock,
    domainEvents: DomainEvents,
  ) {
    domainEvents.within(ToolInvoked, (event) => this.recordInvocation(event));
    domainEvents.within(CredentialVended, (event) => this.recordVend(event));
  }

  private recordInvocation(event: ToolInvoked): Promise<void> {
    const { toolId, versionId, agentId, credentialId, decisionId, outcome, status, durationMs } = event;
    const use = { toolId, versionId, agentId, credentialId, decisionId, outcome, status, durationMs };
    return this.usage.add({ id: event.invocationId, at: this.clock.now(), kind: 'invocation', ...use });
  }

  private recordVend({ toolId, agentId, credentialId, decisionId }: CredentialVended): Promise<void> {
    const use = { toolId, agentId, credentialId, decisionId };
    return this.usage.add({ id: newId(), at: this.clock.now(), kind: 'vend', ...use });
  }
}
