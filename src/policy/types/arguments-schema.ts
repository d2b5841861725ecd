import type { ValidateFunction } from 'ajv';
import { buildMessage, ValidateBy } from 'class-validator';
import type { JsonSchema } from '../../common/schemas/json-schema.js';
import { SchemaCompiler } from '../../common/schemas/schema-compiler.js';
import { InvalidSchemaError } from '../../common/schemas/schema.errors.js';

const compiler = new SchemaCompiler();
const compiled = new WeakMap<JsonSchema, ValidateFunction>();

/**
 * The function that checks arguments against a schema: compiled when the policy's settings are read, never again.
 *
 * @throws InvalidSchemaError
 */
export function argumentsSchema(schema: JsonSchema): ValidateFunction {
  const known = compiled.get(schema);
  if (known) return known;
  const check = compiler.compile(schema, '');
  compiled.set(schema, check);
  return check;
}

/** A JSON Schema that can be compiled within bounds of size, depth and time, and that refers to nothing outside itself. */
export function IsArgumentsSchema(): PropertyDecorator {
  return ValidateBy({
    name: 'isArgumentsSchema',
    validator: {
      validate: (value: unknown) => problemWith(value) === undefined,
      defaultMessage: buildMessage((prefix, args) => `${prefix}$property: ${problemWith(args?.value) ?? ''}`),
    },
  });
}

function problemWith(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'it must be an object';
  try {
    argumentsSchema(value as JsonSchema);
    return undefined;
  } catch (error) {
    if (!(error instanceof InvalidSchemaError)) throw error;
    const { pointer, detail } = error.details.errors?.[0] ?? { pointer: '', detail: error.message };
    return pointer === '' ? detail : `at ${pointer}: ${detail}`;
  }
}
