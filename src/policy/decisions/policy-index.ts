import type { Entity } from '../entity-source.js';
import type { Action, Subject } from '../policy-type.js';
import { type Dimension, type Target, targetsCaller, targetsTool } from '../target.js';
import type { CompiledPolicy } from './compiled-policy.js';

type Name = keyof Target;
type Buckets = Map<string, readonly CompiledPolicy[]>;

/** The narrowest first: a policy is filed under the first of these dimensions that it limits. */
const BY_REQUEST: readonly Name[] = ['tools', 'agents', 'tags', 'roles', 'toolTypes', 'actions'];
const BY_CALLER: readonly Name[] = ['agents', 'roles', 'actions'];

const EVERYTHING = '*';

/** Policies filed by what they are about, so that a request meets only those that may apply. Never changes. */
export class PolicyIndex {
  readonly #byRequest: Buckets = new Map();
  readonly #byCaller: Buckets = new Map();

  constructor(readonly policies: ReadonlyMap<string, CompiledPolicy>) {
    for (const policy of policies.values()) {
      file(policy, BY_REQUEST, this.#byRequest);
      file(policy, BY_CALLER, this.#byCaller);
    }
  }

  static of(policies: readonly CompiledPolicy[]): PolicyIndex {
    return new PolicyIndex(new Map(policies.map((it) => [it.id, it])));
  }

  /** Those that apply to what this caller wants to do with this tool. */
  about(subject: Subject, action: Action, tool: Entity): CompiledPolicy[] {
    const { tags, toolType } = tool.attributes;
    const keys = [
      ...keysOfCaller(subject, action),
      ...keysOf('tools', [tool.id]),
      ...keysOf('tags', Array.isArray(tags) ? tags : []),
      ...keysOf('toolTypes', [toolType]),
    ];
    return found(this.#byRequest, keys).filter(
      ({ target }) => targetsCaller(target, subject, action) && targetsTool(target, tool),
    );
  }

  /** Those that apply to some tool. */
  aboutCaller(subject: Subject, action: Action): CompiledPolicy[] {
    const keys = keysOfCaller(subject, action);
    return found(this.#byCaller, keys).filter(({ target }) => targetsCaller(target, subject, action));
  }
}

function file(policy: CompiledPolicy, order: readonly Name[], buckets: Buckets): void {
  for (const key of keysOfTarget(policy.target, order)) buckets.set(key, [...(buckets.get(key) ?? []), policy]);
}

function keysOfTarget(target: Target, order: readonly Name[]): string[] {
  const name = order.find((it) => target[it] !== 'any');
  if (name === undefined) return [EVERYTHING];
  const { only } = target[name] as Exclude<Dimension, 'any'>;
  return keysOf(name, [...new Set(only)]);
}

function keysOfCaller({ id, roles }: Subject, action: Action): string[] {
  return [EVERYTHING, ...keysOf('agents', [id]), ...keysOf('roles', roles), ...keysOf('actions', [action])];
}

function keysOf(name: Name, values: readonly unknown[]): string[] {
  return values.map((it) => `${name}:${String(it)}`);
}

/** A policy that is filed under several of the keys is found once. */
function found(buckets: Buckets, keys: readonly string[]): CompiledPolicy[] {
  return [...new Set(keys.flatMap((it) => buckets.get(it) ?? []))];
}
