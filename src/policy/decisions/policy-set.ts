import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../common/events/unit-of-work.js';
import { ChangeFeed } from '../../database/index.js';
import { PoliciesRepository } from '../policies/policies.repository.js';
import { PolicyTypes } from '../policy-types.js';
import { type CompiledPolicy, compile } from './compiled-policy.js';

/** The topic under which changes of policies are announced; the key is the policy's id. */
export const POLICIES_TOPIC = 'policies';

/** All policies that are not disabled, as of one moment. */
export interface PolicySnapshot {
  /** Differs between any two snapshots of this instance. */
  readonly version: number;
  readonly policies: readonly CompiledPolicy[];
}

/** The policies in memory, so that deciding asks the database for none. Replaced as a whole when one changes. */
@Injectable()
export class PolicySet {
  #version = 0;
  #current: Promise<PolicySnapshot> | undefined;

  constructor(
    private readonly repository: PoliciesRepository,
    private readonly types: PolicyTypes,
    private readonly changeFeed: ChangeFeed,
  ) {
    changeFeed.on(POLICIES_TOPIC, () => this.forget());
  }

  /**
   * The policies in force.
   *
   * Read anew while this instance cannot hear of changes, and inside a transaction, which may see what others must not.
   */
  current(): Promise<PolicySnapshot> {
    if (!this.changeFeed.live || UnitOfWork.current()) return this.load();
    if (!this.#current) {
      const loading = this.load();
      this.#current = loading;
      loading.catch(() => this.forget(loading));
    }
    return this.#current;
  }

  private forget(only = this.#current): void {
    if (this.#current === only) this.#current = undefined;
  }

  private async load(): Promise<PolicySnapshot> {
    const version = ++this.#version;
    const rows = await this.repository.findActive();
    return { version, policies: await Promise.all(rows.map((it) => compile(it, this.types))) };
  }
}
