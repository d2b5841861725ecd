import { combine } from '../../decisions/combine.js';
import type { CompiledPolicy } from '../../decisions/compiled-policy.js';
import { evaluatePolicies } from '../../decisions/evaluate-policies.js';
import type { PolicyIndex } from '../../decisions/policy-index.js';
import type { AccessRequest } from '../../policy-type.js';
import { targetsCaller, targetsTool } from '../../target.js';
import type { Warning } from './warning.js';
import { examples } from './examples.js';

/** A policy as it was and as it will be; undefined where there is none, or it is disabled. */
export interface PolicyEdit {
  readonly before: CompiledPolicy | undefined;
  readonly after: CompiledPolicy | undefined;
}

/**
 * Whether a change permits what was not permitted, shown by an example: a request that all policies together denied
 * before and allow now. There is no example of what depends on named agents or tools, on calls or on facts.
 */
export function widening(edit: PolicyEdit, index: PolicyIndex, at: Date): Warning | undefined {
  const changed = [edit.before, edit.after].filter((it) => it !== undefined);
  for (const request of examples(changed, index.policies.values(), at)) {
    const rest = index
      .about(request.subject, request.action, request.resource)
      .filter(({ id }) => changed.every((it) => it.id !== id));
    const [before, after] = [judge(rest, edit.before, request), judge(rest, edit.after, request)];
    if (before === 'DENIED' && after === 'PERMITTED') return { code: 'PERMITS_MORE', detail: detailOf(request) };
  }
  return undefined;
}

function judge(rest: readonly CompiledPolicy[], policy: CompiledPolicy | undefined, request: AccessRequest) {
  const policies = policy && isAbout(policy, request) ? [...rest, policy] : rest;
  if (policies.some(({ type }) => type?.dependsOn === 'call' || type?.facts)) return 'UNKNOWN';
  const { allowed, reason } = combine(evaluatePolicies(policies, request));
  if (allowed) return 'PERMITTED';
  return reason.code === 'INDETERMINATE' ? 'UNKNOWN' : 'DENIED';
}

function isAbout({ target }: CompiledPolicy, { subject, action, resource }: AccessRequest): boolean {
  return targetsCaller(target, subject, action) && targetsTool(target, resource);
}

function detailOf({ subject, action, resource }: AccessRequest): string {
  const { tags, toolType } = resource.attributes as { tags: string[]; toolType: string };
  const who = subject.roles.length > 0 ? `an agent with ${listed('role', subject.roles)}` : 'an agent without roles';
  const what =
    tags.length > 0 ? `a tool of type "${toolType}" with ${listed('tag', tags)}` : `a tool of type "${toolType}"`;
  return `For example, ${who} is now permitted to ${action} ${what}, and was not before.`;
}

function listed(noun: string, names: readonly string[]): string {
  return `the ${noun}${names.length > 1 ? 's' : ''} ${names.map((it) => `"${it}"`).join(', ')}`;
}
