import { Injectable } from '@nestjs/common';
import { DomainEvents } from '../../common/events/domain-events.js';
import { ApprovalUsed } from './access-requests.events.js';
import { type AccessGrant, type ApprovedCall, GrantsRepository } from './grants.repository.js';

/** What approved access requests grant. Read at each decision: what is revoked ends at once, on every instance. */
@Injectable()
export class Grants {
  constructor(
    private readonly repository: GrantsRepository,
    private readonly events: DomainEvents,
  ) {}

  /** What an agent may do at a moment, on all tools. */
  inForce(agentId: string, action: string, at: Date): Promise<readonly AccessGrant[]> {
    return this.repository.findInForce(agentId, action, at);
  }

  /**
   * Whether there was an approval of this call to use up, in the current transaction.
   *
   * Several policies that demand one are content with the same.
   */
  async use(call: ApprovedCall): Promise<boolean> {
    if (await this.repository.wasUsedHere(call)) return true;
    const used = await this.repository.use(call);
    if (used) await this.events.publish(new ApprovalUsed(used));
    return used !== null;
  }
}
