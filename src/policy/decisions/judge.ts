import { Injectable, Logger } from '@nestjs/common';
import type { Entity } from '../entity-source.js';
import { EntitySources } from '../entity-sources.js';
import type { AccessRequest } from '../policy-type.js';
import { targetsCaller, targetsTool } from '../target.js';
import { combine } from './combine.js';
import type { Judgement } from './decision.js';
import { evaluatePolicy } from './evaluate-policy.js';
import { PolicySet } from './policy-set.js';

/** A question about a tool that is yet to be looked up. */
export type AccessQuestion = Omit<AccessRequest, 'resource'> & { readonly toolId: string };

/** Answers access requests. Changes nothing and leaves no record. */
@Injectable()
export class Judge {
  readonly #log = new Logger(Judge.name);

  constructor(
    private readonly policySet: PolicySet,
    private readonly sources: EntitySources,
  ) {}

  /** Denied is also what cannot be answered: an unknown tool, a source that fails. */
  async judge({ toolId, ...question }: AccessQuestion): Promise<Judgement> {
    let resource: Entity | undefined;
    try {
      resource = await this.sources.get('tool').get(toolId);
    } catch (error) {
      this.#log.warn(`Tool ${toolId} could not be looked up: ${String(error)}`);
      return refusal('INDETERMINATE', 'The tool could not be looked up.');
    }
    if (!resource) return refusal('UNKNOWN_TOOL', 'There is no such tool.');
    return this.judgeTool({ ...question, resource });
  }

  private async judgeTool(request: AccessRequest): Promise<Judgement> {
    const { policies } = await this.policySet.current();
    const applicable = policies.filter(
      ({ target }) => targetsCaller(target, request.subject, request.action) && targetsTool(target, request.resource),
    );
    return combine(applicable.map((it) => evaluatePolicy(it, request)));
  }
}

function refusal(code: 'INDETERMINATE' | 'UNKNOWN_TOOL', detail: string): Judgement {
  return { allowed: false, reason: { code, detail }, obligations: {}, trace: [] };
}
