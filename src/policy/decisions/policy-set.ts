import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../common/events/unit-of-work.js';
import { ANY_KEY, ChangeFeed } from '../../database/index.js';
import { PoliciesRepository } from '../policies/policies.repository.js';
import type { Policy } from '../policies/policy.entity.js';
import { PolicyTypes } from '../policy-types.js';
import { type CompiledPolicy, compile } from './compiled-policy.js';
import { PolicyIndex } from './policy-index.js';

/** The topic under which changes of policies are announced; the key is the policy's id. */
export const POLICIES_TOPIC = 'policies';

/** All policies that are not disabled, as of one moment. */
export interface PolicySnapshot {
  /** Differs between any two snapshots of this instance. */
  readonly version: number;
  readonly index: PolicyIndex;
}

/** The policies in memory, so that deciding asks the database for none. A change reads the policy that changed, no other. */
@Injectable()
export class PolicySet {
  #version = 0;
  #kept: PolicySnapshot | undefined;
  #loading: Promise<PolicySnapshot> | undefined;
  /** Ids of policies that are not in `#kept` as they are now, nor being loaded. */
  #changed = new Set<string>([ANY_KEY]);

  constructor(
    private readonly repository: PoliciesRepository,
    private readonly types: PolicyTypes,
    private readonly changeFeed: ChangeFeed,
  ) {
    changeFeed.on(POLICIES_TOPIC, (id) => this.#changed.add(id));
  }

  /**
   * The policies in force.
   *
   * Read anew while this instance cannot hear of changes, and inside a transaction, which may see what others must not.
   */
  current(): Promise<PolicySnapshot> {
    if (!this.changeFeed.live || UnitOfWork.current()) return this.readAll();
    if (this.#changed.size > 0) this.load();
    return this.#loading ?? Promise.resolve(this.#kept as PolicySnapshot);
  }

  /** The policies of a snapshot, but these as they are now. */
  async readChanged({ index }: PolicySnapshot, ids: readonly string[]): Promise<PolicySnapshot> {
    return this.snapshot(index.changed(ids, await this.compiled(await this.repository.findActiveByIds(ids))));
  }

  /** One load after the other: each builds on what the one before it kept. */
  private load(): void {
    const ids = this.#changed;
    this.#changed = new Set();
    const before = this.#loading;
    const loading = this.read(ids, before);
    this.#loading = loading;
    loading
      .catch(() => ids.forEach((id) => this.#changed.add(id)))
      .finally(() => {
        if (this.#loading === loading) this.#loading = undefined;
      });
  }

  private async read(ids: Set<string>, before: Promise<unknown> | undefined): Promise<PolicySnapshot> {
    await before?.catch(() => undefined);
    // What the load before could not read is changed still: whoever waits for this one must not decide without it.
    this.#changed.forEach((id) => ids.add(id));
    this.#changed.clear();
    const base = this.#kept;
    this.#kept = base && !ids.has(ANY_KEY) ? await this.readChanged(base, [...ids]) : await this.readAll();
    return this.#kept;
  }

  private async readAll(): Promise<PolicySnapshot> {
    return this.snapshot(PolicyIndex.of(await this.compiled(await this.repository.findActive())));
  }

  private compiled(rows: readonly Policy[]): Promise<CompiledPolicy[]> {
    return Promise.all(rows.map((it) => compile(it, this.types)));
  }

  private snapshot(index: PolicyIndex): PolicySnapshot {
    return { version: ++this.#version, index };
  }
}
