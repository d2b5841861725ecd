import { Injectable } from '@nestjs/common';
import type { DomainEvent } from '../../common/events/domain-event.js';
import type { Principal } from '../principal.js';
import { AgentChanges } from './agent-changes.js';
import { PresentCallers } from './present-callers.js';

type Publish = (event: DomainEvent) => Promise<void>;

/** Makes changes of agents and roles, as AgentChanges does, for callers. */
@Injectable()
export class CallerChanges {
  constructor(
    private readonly changes: AgentChanges,
    private readonly callers: PresentCallers,
  ) {}

  /**
   * @param work gets the caller as it is when its turn has come: the one that was let in may hold more.
   * @throws InvalidTokenError, LastAdministratorError
   */
  change<T>(caller: Principal, agentId: string, work: (caller: Principal, publish: Publish) => Promise<T>): Promise<T> {
    return this.changes.change(agentId, async (publish) => work(await this.callers.hold(caller), publish));
  }
}
