import type { Dimension, Target } from '../target.js';
import type { CompiledPolicy } from './compiled-policy.js';

type Name = keyof Target;
type Filed = ReadonlyMap<string, readonly CompiledPolicy[]>;

const EVERYTHING = '*';

/** Policies, each filed under the first of some dimensions that its target limits. Never changes. */
export class PolicyBuckets {
  private constructor(
    private readonly order: readonly Name[],
    private readonly filed: Filed,
  ) {}

  static inOrder(order: readonly Name[]): PolicyBuckets {
    return new PolicyBuckets(order, new Map());
  }

  /** The same without some policies, and with others; only the buckets in which those are or belong are made anew. */
  changed(removed: readonly CompiledPolicy[], added: readonly CompiledPolicy[]): PolicyBuckets {
    const filed = new Map(this.filed);
    const gone = new Set(removed);
    for (const key of this.byKey(removed).keys()) {
      const left = filed.get(key)?.filter((it) => !gone.has(it)) ?? [];
      if (left.length > 0) filed.set(key, left);
      else filed.delete(key);
    }
    for (const [key, coming] of this.byKey(added)) filed.set(key, [...(filed.get(key) ?? []), ...coming]);
    return new PolicyBuckets(this.order, filed);
  }

  /** Those that may be about something with one of these values, each once. */
  find(values: Partial<Record<Name, readonly unknown[]>>): CompiledPolicy[] {
    const keys = Object.entries(values).flatMap(([name, some]) => keysOf(name as Name, some));
    return [...new Set([EVERYTHING, ...keys].flatMap((it) => this.filed.get(it) ?? []))];
  }

  private byKey(policies: readonly CompiledPolicy[]): Map<string, CompiledPolicy[]> {
    const byKey = new Map<string, CompiledPolicy[]>();
    for (const policy of policies) {
      for (const key of this.keysOfTarget(policy.target)) {
        const bucket = byKey.get(key);
        if (bucket) bucket.push(policy);
        else byKey.set(key, [policy]);
      }
    }
    return byKey;
  }

  private keysOfTarget(target: Target): string[] {
    const name = this.order.find((it) => target[it] !== 'any');
    if (name === undefined) return [EVERYTHING];
    const { only } = target[name] as Exclude<Dimension, 'any'>;
    return keysOf(name, [...new Set(only)]);
  }
}

function keysOf(name: Name, values: readonly unknown[]): string[] {
  return values.map((it) => `${name}:${String(it)}`);
}
