import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { ChangeFeed } from '../../database/index.js';
import { askInTime } from '../decisions/ask-in-time.js';
import type { CompiledPolicy } from '../decisions/compiled-policy.js';
import { evaluatePolicy } from '../decisions/evaluate-policy.js';
import type { Entity } from '../entity-source.js';
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
   * What policies said about the tools they target, by the policy's id: of those that would say the same now.
   *
   * @param version of the snapshot that the policies are from.
   */
  remembered(policies: readonly CompiledPolicy[], request: SurveyRequest, version: number): Map<string, Survey> {
    if (!this.changeFeed.live) return new Map();
    const context = this.contextOf(request, version);
    const surveys = policies.filter(isLasting).map(({ id }) => [id, this.#cache.get(id + context)] as const);
    return new Map(surveys.filter((it): it is [string, Survey] => it[1]?.holdsAt(request.at) === true));
  }

  /** What each policy says about the tools it targets, by the policy's id: they go once through the catalogue together. */
  async conduct(
    policies: readonly CompiledPolicy[],
    request: SurveyRequest,
    version: number,
  ): Promise<Map<string, Survey>> {
    const context = this.contextOf(request, version);
    const surveys = policies.map((policy): Conducted => ({ policy, survey: new Survey() }));
    await this.walk(surveys, request);
    for (const { policy, survey } of surveys) {
      if (isLasting(policy) && survey.complete) this.#cache.set(policy.id + context, survey);
    }
    return byId(surveys);
  }

  /** What each policy says about one tool, by the policy's id; nothing is kept. */
  async ofTool(
    toolId: string,
    policies: readonly CompiledPolicy[],
    request: SurveyRequest,
  ): Promise<Map<string, Survey>> {
    const surveys = policies.map((policy): Conducted => ({ policy, survey: new Survey() }));
    const tool = await this.sources.get('tool').get(toolId);
    ask(surveys, tool ? [tool] : [], request);
    return byId(surveys);
  }

  private async walk(surveys: readonly Conducted[], request: SurveyRequest): Promise<void> {
    const source = this.sources.get('tool');
    let [open, after]: [readonly Conducted[], string | undefined] = [surveys, undefined];
    while (open.length > 0) {
      const { entities, next } = await source.page(after);
      ask(open, entities, request);
      if (next === undefined) return;
      open = open.filter(({ survey }) => survey.complete);
      after = next;
    }
  }

  /** Read before the catalogue is: what changes meanwhile makes the answers those of a catalogue that is gone. */
  private contextOf({ subject, action }: SurveyRequest, version: number): string {
    return JSON.stringify([version, this.#catalogueVersion, subject, action]);
  }
}

function byId(surveys: readonly Conducted[]): Map<string, Survey> {
  return new Map(surveys.map(({ policy, survey }) => [policy.id, survey]));
}

function ask(surveys: readonly Conducted[], tools: readonly Entity[], request: SurveyRequest): void {
  const answers = askInTime<CompiledPolicy, ReturnType<typeof evaluations> | undefined>(
    surveys.map(({ policy }) => policy),
    (policy) => evaluations(policy, tools, request),
    () => undefined,
  );
  for (const [index, { survey }] of surveys.entries()) {
    const said = answers[index];
    if (!said) survey.giveUp();
    else for (const [toolId, evaluation] of said) survey.add(toolId, evaluation);
  }
}

function evaluations(policy: CompiledPolicy, tools: readonly Entity[], request: SurveyRequest) {
  return tools
    .filter((it) => targetsTool(policy.target, it))
    .map((resource) => [resource.id, evaluatePolicy(policy, { ...request, resource })] as const);
}

/** Whether the verdict is the same as long as agent, tool and policy are. */
function isLasting({ type }: CompiledPolicy): boolean {
  return type?.dependsOn === 'tool' && type.facts === undefined;
}
