import type { AccessRequest } from '../policy-type.js';
import type { CompiledPolicy } from './compiled-policy.js';
import type { PolicyIndex } from './policy-index.js';

/**
 * The policies that apply to a request.
 *
 * Policies are written about tools. Something else is targeted as a tool of its type would be, and permitted only by
 * policies that name the type: whoever permitted all tools did not think of it. What denies or requires holds for all
 * that it does not leave out.
 */
export function policiesAbout(index: PolicyIndex, { subject, action, resource }: AccessRequest): CompiledPolicy[] {
  if (resource.type === 'tool') return index.about(subject, action, resource);
  const asTool = { ...resource, attributes: { ...resource.attributes, toolType: resource.type } };
  return index
    .about(subject, action, asTool)
    .filter(({ effect, target }) => effect !== 'permit' || target.toolTypes !== 'any');
}
