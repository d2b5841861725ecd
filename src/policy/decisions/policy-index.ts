import type { Entity } from '../entity-source.js';
import type { Action, Subject } from '../policy-type.js';
import { targetsCaller, targetsTool } from '../target.js';
import type { CompiledPolicy } from './compiled-policy.js';
import { PolicyBuckets } from './policy-buckets.js';

/** The narrowest first. */
const BY_REQUEST = PolicyBuckets.inOrder(['tools', 'agents', 'tags', 'roles', 'toolTypes', 'actions']);
const BY_CALLER = PolicyBuckets.inOrder(['agents', 'roles', 'actions']);

/** Policies filed by what they are about, so that a request meets only those that may apply. Never changes. */
export class PolicyIndex {
  private constructor(
    readonly policies: ReadonlyMap<string, CompiledPolicy>,
    private readonly byRequest: PolicyBuckets,
    private readonly byCaller: PolicyBuckets,
  ) {}

  static of(policies: readonly CompiledPolicy[]): PolicyIndex {
    return new PolicyIndex(new Map(), BY_REQUEST, BY_CALLER).changed([], policies);
  }

  /** The same without the policies of these ids, and with others: what did not change is not filed anew. */
  changed(removedIds: readonly string[], added: readonly CompiledPolicy[]): PolicyIndex {
    const removed = removedIds.map((it) => this.policies.get(it)).filter((it) => it !== undefined);
    const policies = new Map(this.policies);
    for (const { id } of removed) policies.delete(id);
    for (const policy of added) policies.set(policy.id, policy);
    return new PolicyIndex(policies, this.byRequest.changed(removed, added), this.byCaller.changed(removed, added));
  }

  /** Those that apply to what this caller wants to do with this tool. */
  about(subject: Subject, action: Action, tool: Entity): CompiledPolicy[] {
    const { tags, toolType } = tool.attributes;
    const ofTool = { tools: [tool.id], tags: Array.isArray(tags) ? tags : [], toolTypes: [toolType] };
    return this.byRequest
      .find({ ...ofCaller(subject, action), ...ofTool })
      .filter(({ target }) => targetsCaller(target, subject, action) && targetsTool(target, tool));
  }

  /** Those that apply to some tool. */
  aboutCaller(subject: Subject, action: Action): CompiledPolicy[] {
    return this.byCaller.find(ofCaller(subject, action)).filter(({ target }) => targetsCaller(target, subject, action));
  }
}

function ofCaller({ id, roles }: Subject, action: Action) {
  return { agents: [id], roles, actions: [action] };
}
