import type { Entity } from '../entity-source.js';
import type { AccessRequest, PolicyType } from '../policy-type.js';

/** Thrown where a kind looks at a tool that it is not shown. */
export class LookedAtToolError extends Error {
  constructor() {
    super('The kind looked at the tool, but says that it depends on the principal only');
  }
}

/**
 * Stands where the tool would be; looking at it throws, so that a kind cannot depend on what it does not declare.
 *
 * @param noticed is told of every look, also where the kind catches what is thrown.
 */
export function unseenTool(noticed: () => void = () => undefined): Entity {
  const refuse = (): never => {
    noticed();
    throw new LookedAtToolError();
  };
  return {
    type: 'tool',
    get id() {
      return refuse();
    },
    get attributes() {
      return refuse();
    },
  };
}

/**
 * The part of a request that a kind has declared to look at.
 *
 * Lists decide kinds that look only at the principal once for all tools; were such a kind shown the tool elsewhere, a
 * list and a decision could differ.
 */
export function asSeenBy(dependsOn: PolicyType['dependsOn'], request: AccessRequest): AccessRequest {
  const { subject, action, resource, at } = request;
  switch (dependsOn) {
    case 'principal':
      return { subject, action, resource: UNSEEN_TOOL, at };
    case 'tool':
      return { subject, action, resource, at };
    case 'call':
      return request;
  }
}

const UNSEEN_TOOL = unseenTool();
