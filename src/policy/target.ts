import type { Entity } from './entity-source.js';
import type { Action, Subject } from './policy-type.js';

/** What a policy is about, in one respect: whatever it is, or one of these. An empty `only` matches nothing. */
export type Dimension = 'any' | { readonly only: readonly string[] };

/** The respects in which a policy can be narrowed; it applies where all of them match. */
export const DIMENSIONS = ['tools', 'tags', 'toolTypes', 'agents', 'roles', 'actions'] as const;

/** What a policy is about: tools (ids, tags, types), agents (ids, roles) and actions. */
export type Target = Readonly<Record<(typeof DIMENSIONS)[number], Dimension>>;

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
