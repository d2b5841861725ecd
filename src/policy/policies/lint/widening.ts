import { combine } from '../../decisions/combine.js';
import type { CompiledPolicy } from '../../decisions/compiled-policy.js';
import { evaluatePolicies } from '../../decisions/evaluate-policies.js';
import type { Evaluation } from '../../decisions/evaluate-policy.js';
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
  const ids = changed.map(({ id }) => id);
  for (const request of examples(changed, index.policies.values(), at)) {
    const applicable = [
      ...index.about(request.subject, request.action, request.resource).filter(({ id }) => !ids.includes(id)),
      ...changed.filter((it) => isAbout(it, request)),
    ];
    const evaluations = applicable.every(isPlain) ? evaluatePolicies(applicable, request) : undefined;
    if (evaluations && turns(evaluations, edit)) return { code: 'PERMITS_MORE', detail: detailOf(request) };
  }
  return undefined;
}

/** What the call or facts decide is not known here. */
function isPlain({ type }: CompiledPolicy): boolean {
  return type?.dependsOn !== 'call' && type?.facts === undefined;
}

/** Whether a no for sure turns into a yes. */
function turns(evaluations: readonly Evaluation[], { before, after }: PolicyEdit): boolean {
  const [was, is] = [after, before].map((absent) => combine(evaluations.filter(({ policy }) => policy !== absent)));
  return was?.allowed === false && was.reason.code !== 'INDETERMINATE' && is?.allowed === true;
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
