import { Injectable, Logger } from '@nestjs/common';
import type { Entity } from '../entity-source.js';
import { EntitySources } from '../entity-sources.js';
import type { AccessRequest } from '../policy-type.js';
import { adjudicate } from './adjudicate.js';
import type { Judgement } from './decision.js';
import { evaluatePolicies } from './evaluate-policies.js';
import type { Evaluation } from './evaluate-policy.js';
import { gatherFacts } from './gather-facts.js';
import type { Enforcement } from './honour.js';
import { policiesAbout } from './policies-about.js';
import type { PolicyIndex } from './policy-index.js';
import { PolicySet } from './policy-set.js';

/** A question about a tool that is yet to be looked up. */
export type AccessQuestion = Omit<AccessRequest, 'resource'> &
  Pick<Enforcement, 'keyProven'> & { readonly toolId: string };

/** What was asked, what each policy said, and what follows. */
export interface Hearing {
  readonly judgement: Judgement;
  readonly evaluations: readonly Evaluation[];
  /** Undefined where there is no tool to ask about. */
  readonly request?: AccessRequest;
}

/** Answers access requests. Changes nothing and leaves no record. */
@Injectable()
export class Judge {
  readonly #log = new Logger(Judge.name);

  constructor(
    private readonly policySet: PolicySet,
    private readonly sources: EntitySources,
  ) {}

  async judge(question: AccessQuestion, index?: PolicyIndex): Promise<Judgement> {
    return (await this.hear(question, index)).judgement;
  }

  /**
   * Denied is also what cannot be answered: an unknown tool, a source that fails.
   *
   * @param index of other policies than those in force, where the question is what they would say.
   */
  async hear({ toolId, keyProven, ...question }: AccessQuestion, index?: PolicyIndex): Promise<Hearing> {
    let resource: Entity | undefined;
    try {
      resource = await this.sources.get('tool').get(toolId);
    } catch (error) {
      this.#log.warn(`Tool ${toolId} could not be looked up: ${String(error)}`);
      return refusal('INDETERMINATE', 'The tool could not be looked up.');
    }
    if (!resource) return refusal('UNKNOWN_TOOL', 'There is no such tool.');
    return this.hearPolicies({ ...question, resource }, keyProven, index);
  }

  /** The judgement about something that is known already, of whatever type. */
  async judgeAbout(request: AccessRequest): Promise<Judgement> {
    return (await this.hearPolicies(request)).judgement;
  }

  private async hearPolicies(request: AccessRequest, keyProven = false, others?: PolicyIndex): Promise<Hearing> {
    const index = others ?? (await this.policySet.current()).index;
    const { subject, action, at, resource } = request;
    const applicable = await gatherFacts(policiesAbout(index, request), { subject, action, at });
    const evaluations = evaluatePolicies(applicable, request);
    return { judgement: adjudicate(evaluations, { action, keyProven, inUse: resource.inUse }), evaluations, request };
  }
}

function refusal(code: 'INDETERMINATE' | 'UNKNOWN_TOOL', detail: string): Hearing {
  const judgement = { allowed: false, reason: { code, detail }, obligations: {}, trace: [] };
  return { judgement, evaluations: [] };
}
