import type { SecretSlot } from './api-operation.js';
import { asList, asObject, asText, type JsonObject } from './json-values.js';
import { followed } from './references.js';

const SCOPE = /^[A-Za-z0-9][A-Za-z0-9_.:/-]{0,127}$/;

/** What the security requirements of an operation come to: a slot for each scheme, and the scopes they name. */
export function securityOf(document: JsonObject, operation: JsonObject, schemes: JsonObject) {
  const requirements = asList(operation['security'] ?? document['security']).map(asObject);
  const names = new Set(requirements.flatMap((it) => Object.keys(it)));
  const slots = [...names].flatMap((name) => {
    const scheme = followed(document, schemes[name]);
    return scheme ? [toSlot(name, scheme)] : [];
  });
  const scopes = requirements.flatMap((it) => Object.values(it).flatMap(asList)).map(String);
  return { slots, scopes: [...new Set(scopes)].filter((it) => SCOPE.test(it)) };
}

function toSlot(scheme: string, { type, in: place, name, scheme: httpScheme }: JsonObject): SecretSlot {
  const slot = slotName(scheme);
  const parameter = asText(name);
  if (type === 'basic') return { slot, placement: 'basic' };
  if (type === 'http') return { slot, placement: String(httpScheme).toLowerCase() === 'basic' ? 'basic' : 'bearer' };
  if (type === 'oauth2' || type === 'openIdConnect') return { slot, placement: 'bearer' };
  if (type === 'apiKey' && parameter !== undefined && (place === 'header' || place === 'query')) {
    return { slot, placement: place, name: parameter };
  }
  return { slot, placement: 'none' };
}

function slotName(scheme: string): string {
  return scheme
    .replace(/[^A-Za-z0-9_.-]/g, '_')
    .replace(/^(?=[^A-Za-z_])/, '_')
    .slice(0, 64);
}
