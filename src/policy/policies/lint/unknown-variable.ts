import type { CompiledPolicy } from '../../decisions/compiled-policy.js';
import { AttributePolicy } from '../../types/attribute.policy.js';
import type { AttributeSettings } from '../../types/attribute.settings.js';
import { unknownVariables } from '../../types/rule-variables.js';
import type { Warning } from './warning.js';

/** A rule that names what no request has, such as a misspelled attribute of the tool: to it, that is always null. */
export function unknownVariable({ type, settings }: CompiledPolicy): Warning | undefined {
  if (!(type instanceof AttributePolicy)) return undefined;
  const unknown = unknownVariables((settings as AttributeSettings).rule);
  if (unknown.length === 0) return undefined;
  const names = unknown.slice(0, 10).map((it) => `"${it}"`);
  return {
    code: 'UNKNOWN_VARIABLE',
    detail: `No request has what its rule calls ${names.join(', ')}: it is always null.`,
  };
}
