import type { Entity } from './entity-source.js';
import type { Action, Subject } from './policy-type.js';

/** What a policy is about, in one respect: whatever it is, or one of these. An empty `only` matches nothing. */
export type Dimension = 'any' | { readonly only: readonly string[] };

/** What a policy is about: it applies where every dimension matches. */
export interface Target {
  readonly tools: Dimension;
  readonly tags: Dimension;
  readonly toolTypes: Dimension;
  readonly agents: Dimension;
  readonly roles: Dimension;
  readonly actions: Dimension;
}

/** Whether a policy is about this agent and action, whatever the tool. */
export function targetsCaller(target: Target, subject: Subject, action: Action): boolean {
  return (
    includesOneOf(target.agents, [subject.id]) &&
    includesOneOf(target.roles, subject.roles) &&
    includesOneOf(target.actions, [action])
  );
}

/** Whether a policy is about this tool, whoever asks. */
export function targetsTool(target: Target, { id, attributes }: Entity): boolean {
  return (
    includesOneOf(target.tools, [id]) &&
    includesOneOf(target.tags, texts(attributes['tags'])) &&
    includesOneOf(target.toolTypes, texts([attributes['toolType']]))
  );
}

function includesOneOf(dimension: Dimension, values: readonly string[]): boolean {
  return dimension === 'any' || values.some((it) => dimension.only.includes(it));
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((it) => typeof it === 'string') : [];
}

/** A target with every dimension spelled out, its ids in the form in which ids are kept. */
export function fullTarget(given: Partial<Target> = {}): Target {
  const { tags = 'any', toolTypes = 'any', roles = 'any', actions = 'any' } = given;
  return { tools: ofIds(given.tools), tags, toolTypes, agents: ofIds(given.agents), roles, actions };
}

function ofIds(dimension: Dimension = 'any'): Dimension {
  return dimension === 'any' ? 'any' : { only: dimension.only.map((it) => it.toLowerCase()) };
}
