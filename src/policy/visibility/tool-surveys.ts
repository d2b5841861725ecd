import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { ChangeFeed } from '../../database/index.js';
import type { CompiledPolicy } from '../decisions/compiled-policy.js';
import { evaluatePolicy } from '../decisions/evaluate-policy.js';
import { EntitySources } from '../entity-sources.js';
import type { AccessRequest } from '../policy-type.js';
import { targetsTool } from '../target.js';
import { Survey } from './survey.js';

/** Most tool ids kept over all surveys of this instance. */
const CAPACITY = 500_000;

/** An access request that is about every tool. */
export type SurveyRequest = Omit<AccessRequest, 'resource'>;

interface Conducted {
  readonly policy: CompiledPolicy;
  readonly survey: Survey;
}

/** Asks policies about every tool, and remembers the answers of those that look at nothing but agent and tool. */
@Injectable()
export class ToolSurveys {
  readonly #cache = new LRUCache<string, Survey>({ maxSize: CAPACITY, sizeCalculation: ({ size }) => size });
  #catalogueVersion = 0;

  constructor(
    private readonly sources: EntitySources,
    private readonly changeFeed: ChangeFeed,
  ) {
    changeFeed.on('tools', () => this.#catalogueVersion++);
  }

  /**
   * What each policy says about the tools it targets, by the policy's id.
   *
   * @param version of the snapshot that the policies are from.
   */
  async of(policies: readonly CompiledPolicy[], request: SurveyRequest, version: number): Promise<Map<string, Survey>> {
    const context = JSON.stringify([version, this.#catalogueVersion, request.subject, request.action]);
    const known = policies.map((policy) => ({ policy, survey: this.remembered(policy, context, request.at) }));
    const missing = known.filter(({ survey }) => !survey).map(({ policy }) => ({ policy, survey: new Survey() }));
    if (missing.length > 0) await this.conduct(missing, request);
    for (const { policy, survey } of missing) this.remember(policy, context, survey);
    const done = known.flatMap(({ policy, survey }) => (survey ? [{ policy, survey }] : []));
    return new Map([...done, ...missing].map(({ policy, survey }) => [policy.id, survey]));
  }

  /** Goes once through the catalogue for all of them. */
  private async conduct(open: readonly Conducted[], request: SurveyRequest): Promise<void> {
    const source = this.sources.get('tool');
    let after: string | undefined;
    do {
      const { entities, next } = await source.page(after);
      for (const { policy, survey } of open) {
        for (const resource of entities) {
          if (targetsTool(policy.target, resource)) {
            survey.add(resource.id, evaluatePolicy(policy, { ...request, resource }).verdict);
          }
        }
      }
      after = next;
    } while (after !== undefined);
  }

  private remembered({ id, type }: CompiledPolicy, context: string, at: Date): Survey | undefined {
    if (!this.changeFeed.live || !isLasting(type)) return undefined;
    const survey = this.#cache.get(id + context);
    return survey?.holdsAt(at) ? survey : undefined;
  }

  private remember({ id, type }: CompiledPolicy, context: string, survey: Survey): void {
    if (isLasting(type)) this.#cache.set(id + context, survey);
  }
}

/** Whether the verdict is the same as long as agent, tool and policy are. */
function isLasting(type: CompiledPolicy['type']): boolean {
  return type?.dependsOn === 'tool' && type.facts === undefined;
}
