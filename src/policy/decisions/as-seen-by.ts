import type { Entity } from '../entity-source.js';
import type { AccessRequest, PolicyType } from '../policy-type.js';

/** Stands where the tool would be; looking at it throws, so that a kind cannot depend on what it does not declare. */
export const UNSEEN_TOOL: Entity = {
  type: 'tool',
  get id(): string {
    return refuseToBeSeen();
  },
  get attributes(): Entity['attributes'] {
    return refuseToBeSeen();
  },
};

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

function refuseToBeSeen(): never {
  throw new Error('The kind looked at the tool, but says that it depends on the principal only');
}
