import type { AccessQuestion } from '../decisions/judge.js';
import type { Subject } from '../policy-type.js';

/** A request that nobody makes, as it is written down. */
export interface HypotheticalRequest extends Omit<AccessQuestion, 'subject' | 'at'> {
  /** RFC 3339. */
  readonly at: string;
}

/** What it asks, made by this agent. */
export function hypotheticalQuestion(subject: Subject, given: HypotheticalRequest): AccessQuestion {
  const { toolId, action, at, address, arguments: args, keyProven = false } = given;
  return {
    subject: { id: subject.id, name: subject.name, type: subject.type, roles: subject.roles },
    action,
    toolId: toolId.toLowerCase(),
    keyProven,
    at: new Date(at),
    ...(address !== undefined && { address }),
    ...(args && { arguments: args }),
  };
}
