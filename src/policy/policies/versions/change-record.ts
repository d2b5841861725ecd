import { Injectable } from '@nestjs/common';
import { DomainEvents } from '../../../common/events/domain-events.js';
import { ChangeFeed } from '../../../database/index.js';
import { POLICIES_TOPIC } from '../../decisions/policy-set.js';
import { PolicyCreated, PolicyDeleted, PolicyRolledBack, PolicyUpdated } from '../../policy.events.js';
import type { Policy } from '../policy.entity.js';
import { stateOf } from '../policy-state.js';
import type { Change } from './policy-version.entity.js';
import { PolicyVersionsRepository } from './policy-versions.repository.js';

/** Who changes policies: the agent and the moment. */
export interface Authorship {
  readonly authorId: string;
  readonly at: Date;
}

/** Puts a change of a policy on record: its version, its audit, its announcement. Called in the change's transaction. */
@Injectable()
export class ChangeRecord {
  constructor(
    private readonly versions: PolicyVersionsRepository,
    private readonly events: DomainEvents,
    private readonly changeFeed: ChangeFeed,
  ) {}

  async created(policy: Policy, by: Authorship): Promise<void> {
    await this.keep(policy, 'created', by);
    await this.publish(new PolicyCreated(policy.id, { ...stateOf(policy) }));
  }

  async replaced(before: Policy, after: Policy, by: Authorship, rolledBackTo: number | null): Promise<void> {
    const Event = rolledBackTo === null ? PolicyUpdated : PolicyRolledBack;
    await this.keep(after, rolledBackTo === null ? 'updated' : 'rolled_back', by, rolledBackTo);
    await this.publish(new Event(after.id, { ...stateOf(before) }, { ...stateOf(after) }));
  }

  async deleted(policy: Policy, by: Authorship): Promise<void> {
    await this.keep({ ...policy, revision: policy.revision + 1 }, 'deleted', by);
    await this.publish(new PolicyDeleted(policy.id, { ...stateOf(policy) }));
  }

  private async keep(
    policy: Policy,
    change: Change,
    { authorId, at }: Authorship,
    rolledBackTo: number | null = null,
  ): Promise<void> {
    const { id: policyId, revision } = policy;
    await this.versions.insert({ policyId, revision, change, rolledBackTo, state: stateOf(policy), authorId, at });
  }

  private async publish(event: PolicyCreated | PolicyUpdated | PolicyDeleted): Promise<void> {
    await this.events.publish(event);
    await this.changeFeed.announce(POLICIES_TOPIC, event.policyId);
  }
}
