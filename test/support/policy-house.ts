import { type Principal, PermissionSet } from '../../src/auth/index.js';
import type { Clock } from '../../src/common/clock.js';
import type { ChangeFeed } from '../../src/database/index.js';
import type { CompiledPolicy } from '../../src/policy/decisions/compiled-policy.js';
import { Judge } from '../../src/policy/decisions/judge.js';
import { PolicyIndex } from '../../src/policy/decisions/policy-index.js';
import type { PolicySet } from '../../src/policy/decisions/policy-set.js';
import type { EntitySources } from '../../src/policy/entity-sources.js';
import type { Entity, ToolFilter } from '../../src/policy/index.js';
import { subjectOf } from '../../src/policy/subject.js';
import { ToolSurveys } from '../../src/policy/visibility/tool-surveys.js';
import { type BulkAction, VisibilityService } from '../../src/policy/visibility/visibility.service.js';
import { isIn } from '../../src/sdk/contracts/tool-filters.js';
import { ListedTools } from './policies.js';

const anybody: Principal = {
  ...{
    agentId: 'agent-1',
    agentName: 'agent',
    agentType: 'bot',
    roles: ['user'],
    method: 'password',
    basis: [],
    epochs: [],
  },
  permissions: new PermissionSet([]),
};

/** Who asks, and for what. */
export interface Asking {
  readonly action?: BulkAction;
  readonly roles?: readonly string[];
  readonly keyProven?: boolean;
}

/** The services that decide, over a list of tools, a set of policies, a clock and a feed that tests move by hand. */
export class PolicyHouse {
  readonly source: ListedTools;
  now = new Date('2026-03-02T10:00:00Z');
  readonly #visibility: VisibilityService;
  readonly #judge: Judge;
  readonly #listeners: (() => void)[] = [];
  #live = true;
  #snapshot: { version: number; index: PolicyIndex };

  constructor(tools: readonly Entity[], policies: readonly CompiledPolicy[]) {
    this.source = new ListedTools(tools);
    this.#snapshot = { version: 1, index: PolicyIndex.of(policies) };
    const live = () => this.#live;
    const feed = {
      on: (_topic: string, listener: () => void) => this.#listeners.push(listener),
      get live() {
        return live();
      },
    } as unknown as ChangeFeed;
    const sources = { get: () => this.source } as unknown as EntitySources;
    const policySet = { current: async () => this.#snapshot } as unknown as PolicySet;
    const clock: Clock = { now: () => this.now };
    this.#visibility = new VisibilityService(policySet, new ToolSurveys(sources, feed), clock);
    this.#judge = new Judge(policySet, sources);
  }

  changePolicies(policies: readonly CompiledPolicy[]): void {
    this.#snapshot = { version: this.#snapshot.version + 1, index: PolicyIndex.of(policies) };
  }

  changeTools(tools: readonly Entity[]): void {
    this.source.tools = tools;
    if (this.#live) this.announce();
  }

  /** From now on nobody hears of changes. */
  cut(): void {
    this.#live = false;
  }

  reconnect(): void {
    this.#live = true;
    this.announce();
  }

  /** @param toolId of the only tool that matters. */
  visible(asking: Asking = {}, toolId?: string): Promise<ToolFilter> {
    return this.#visibility.visible(principalOf(asking), asking.action ?? 'discover', toolId);
  }

  /** The tools about which a single decision says yes. */
  async allowed(asking: Asking = {}): Promise<string[]> {
    const question = { subject: subjectOf(principalOf(asking)), action: asking.action ?? 'discover', at: this.now };
    const answers = this.source.tools.map(async ({ id: toolId }) => {
      const { allowed } = await this.#judge.judge({ ...question, toolId, keyProven: asking.keyProven === true });
      return allowed ? [toolId] : [];
    });
    return (await Promise.all(answers)).flat();
  }

  /** The tools that a filter selects. */
  selected(filter: ToolFilter): string[] {
    return this.source.tools.filter((it) => isIn(filter, it)).map(({ id }) => id);
  }

  private announce(): void {
    for (const listener of this.#listeners) listener();
  }
}

function principalOf({ roles = ['user'], keyProven = false }: Asking): Principal {
  return { ...anybody, roles: [...roles], ...(keyProven && { provenKey: 'thumbprint' }) };
}
