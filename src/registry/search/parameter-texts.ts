import type { JsonSchema } from '../../common/schemas/json-schema.js';
import { isObject } from '../../common/schemas/subschemas.js';

const DEEPEST = 3;
const MOST_PARAMETERS = 100;

/** Names and descriptions of what a tool takes, the members of its objects too. */
export function parameterTexts(schema: JsonSchema): string {
  return membersOf(schema, 0).slice(0, MOST_PARAMETERS).join(' ');
}

function membersOf(schema: JsonSchema, depth: number): string[] {
  const { properties } = schema;
  if (!isObject(properties) || depth >= DEEPEST) return [];
  return Object.entries(properties).flatMap(([name, member]) => {
    if (!isObject(member)) return [name];
    const { description } = member;
    return [typeof description === 'string' ? `${name} ${description}` : name, ...membersOf(member, depth + 1)];
  });
}
