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

type Turn = 'PERMITS_MORE' | 'DENIES_MORE';

/**
 * What a change permits that was not permitted, and denies that was, each shown by an example: a request that all policies
 * together answer otherwise. There is no example of what depends on named agents or tools, on calls or on facts.
 */
export function turning(edit: PolicyEdit, index: PolicyIndex, at: Date): Warning[] {
  const changed = [edit.before, edit.after].filter((it) => it !== undefined);
  const ids = changed.map(({ id }) => id);
  const found = new Map<Turn, Warning>();
  // What comes or goes turns answers one way: no second example is looked for then, nor any where nothing is enforced.
  const most = changed.filter(({ mode }) => mode === 'enforced').length;
  if (most === 0) return [];
  for (const request of examples(changed, index.policies.values(), at)) {
    const applicable = [
      ...index.about(request.subject, request.action, request.resource).filter(({ id }) => !ids.includes(id)),
      ...changed.filter((it) => isAbout(it, request)),
    ];
    const evaluations = applicable.every(isPlain) ? evaluatePolicies(applicable, request) : [];
    const code = turnOf(evaluations, edit);
    if (code && !found.has(code)) found.set(code, { code, detail: detailOf(code, request) });
    if (found.size === most) break;
  }
  return [...found.values()];
}

/** What the call or facts decide is not known here. */
function isPlain({ type }: CompiledPolicy): boolean {
  return type?.dependsOn !== 'call' && type?.facts === undefined;
}

/** Whether a no for sure turns into a yes, or a yes into a no. */
function turnOf(evaluations: readonly Evaluation[], { before, after }: PolicyEdit): Turn | undefined {
  const [was, is] = [after, before].map((absent) => combine(evaluations.filter(({ policy }) => policy !== absent)));
  if (!was || !is || was.allowed === is.allowed) return undefined;
  if (was.allowed) return 'DENIES_MORE';
  return was.reason.code === 'INDETERMINATE' ? undefined : 'PERMITS_MORE';
}

function isAbout({ target }: CompiledPolicy, { subject, action, resource }: AccessRequest): boolean {
  return targetsCaller(target, subject, action) && targetsTool(target, resource);
}

function detailOf(turn: Turn, { subject, action, resource }: AccessRequest): string {
  const { tags, toolType } = resource.attributes as { tags: string[]; toolType: string };
  const who = subject.roles.length > 0 ? `an agent with ${listed('role', subject.roles)}` : 'an agent without roles';
  const what =
    tags.length > 0 ? `a tool of type "${toolType}" with ${listed('tag', tags)}` : `a tool of type "${toolType}"`;
  const now = turn === 'PERMITS_MORE' ? 'is now' : 'is no longer';
  const before = turn === 'PERMITS_MORE' ? 'was not' : 'was';
  return `For example, ${who} ${now} permitted to ${action} ${what}, and ${before} before.`;
}

function listed(noun: string, names: readonly string[]): string {
  return `the ${noun}${names.length > 1 ? 's' : ''} ${names.map((it) => `"${it}"`).join(', ')}`;
}
