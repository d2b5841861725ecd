import type { FieldError } from '../../common/errors/app-error.js';
import { pointerTo } from '../../common/json-pointer.js';
import type { JsonSchema } from '../../common/schemas/json-schema.js';
import { childSchemas, isObject, type Subschema } from '../../common/schemas/subschemas.js';
import type { VendorFormat } from './export-format.js';
import { type NameRule, PARAMETER_RULES } from './parameter-names.js';

/** What is looked at of a tool. */
export interface PortableTool {
  readonly description: string;
  readonly inputSchema: JsonSchema;
  readonly outputSchema: JsonSchema | null;
}

const LONGEST_DESCRIPTION: Partial<Record<VendorFormat, number>> = { openai: 1_024 };
const ROOT_REFUSED: Partial<Record<VendorFormat, readonly string[]>> = {
  openai: ['allOf', 'anyOf', 'enum', 'not', 'oneOf'],
  anthropic: ['allOf', 'anyOf', 'oneOf'],
};

/** What a vendor's API would refuse or leave out of a tool as it stands in the given schema. */
export function portabilityOf(
  { description, inputSchema, outputSchema }: PortableTool,
  format: VendorFormat,
): FieldError[] {
  const longest = LONGEST_DESCRIPTION[format] ?? Infinity;
  const rule = PARAMETER_RULES[format];
  return [
    ...(description.length > longest ? [tooLong(longest)] : []),
    ...(ROOT_REFUSED[format] ?? []).filter((it) => it in inputSchema).map(atRoot),
    ...(rule ? illegalNames(inputSchema, rule) : []),
    ...(format === 'mcp' && outputSchema && !isStructured(outputSchema) ? [LEFT_OUT] : []),
  ];
}

/** Whether it may be the schema of structured content in MCP, which is always an object. */
export function isStructured(outputSchema: JsonSchema): boolean {
  return outputSchema['type'] === 'object';
}

const LEFT_OUT: FieldError = {
  pointer: '/outputSchema',
  code: 'OUTPUT_NOT_AN_OBJECT',
  detail: 'Only the schema of an object says there what a tool answers: this one is left out.',
};

function tooLong(longest: number): FieldError {
  const detail = `A description has at most ${longest} characters there.`;
  return { pointer: '/description', code: 'DESCRIPTION_TOO_LONG', detail };
}

function atRoot(keyword: string): FieldError {
  const detail = `${keyword} may not stand at the root of a schema there.`;
  return { pointer: pointerTo('/inputSchema', keyword), code: 'ROOT_KEYWORD', detail };
}

/** In places where members have names; constants and examples are none. */
function illegalNames(root: JsonSchema, { valid }: NameRule): FieldError[] {
  const found: FieldError[] = [];
  const open: Subschema[] = [{ schema: root, pointer: '/inputSchema', depth: 0 }];
  for (let place = open.pop(); place; place = open.pop()) {
    const { properties } = place.schema;
    const at = pointerTo(place.pointer, 'properties');
    const names = isObject(properties) ? Object.keys(properties).filter((it) => !valid.test(it)) : [];
    found.push(...names.map((it) => ({ pointer: pointerTo(at, it), code: 'PARAMETER_NAME', detail: ILLEGAL })));
    open.push(...childSchemas(place).reverse());
  }
  return found;
}

const ILLEGAL = 'Parameters may not be named so there.';
