import type { JsonSchema } from '../../common/schemas/json-schema.js';
import type { HttpBody, HttpParameter } from '../types/http.settings.js';
import { isHeaderForInput } from '../types/is-parameter-name.decorator.js';
import type { ApiBody, ApiOperation, ApiParameter } from './api-operation.js';
import { describedFiles } from './file-members.js';
import { SchemaConversion } from './schema-conversion.js';
import type { JsonObject } from './json-values.js';

/** What a tool takes, and where on the request it goes. */
export interface OperationInput {
  readonly schema: JsonSchema;
  readonly parameters: readonly HttpParameter[];
  readonly body: HttpBody | undefined;
}

/** Turns parameters and body of an operation into one input object. */
export function inputOf(document: JsonObject, operation: ApiOperation): OperationInput {
  const conversion = new SchemaConversion(document, 'input');
  const taken = new Set<string>();
  const members = operation.parameters
    .filter(isForInput)
    .map((parameter) => ({ parameter, key: keyOf(parameter, taken) }));
  const bodyKey = operation.body && freeKey('body', taken);
  const described = members.map(({ parameter, key }) => [key, valueSchema(conversion, parameter)] as const);
  const files = operation.body
    ? describedFiles(conversion.convert(operation.body.schema), operation.body.contentType)
    : undefined;
  const body = bodyKey !== undefined && files && [[bodyKey, withExplanation(files.schema, operation.body)] as const];
  const required = [
    ...members.filter(({ parameter }) => parameter.required || parameter.in === 'path').map(({ key }) => key),
    ...(bodyKey !== undefined && operation.body?.required ? [bodyKey] : []),
  ];
  return {
    schema: {
      type: 'object',
      properties: Object.fromEntries([...described, ...(body || [])]),
      ...(required.length > 0 && { required }),
      additionalProperties: false,
      ...conversion.definitions(),
    },
    parameters: members.map(({ parameter, key }) => toHttpParameter(parameter, key)),
    body: operation.body && bodyKey !== undefined ? toHttpBody(operation.body, bodyKey, files?.names ?? []) : undefined,
  };
}

/** Headers such as `Authorization` are none of the caller's business. */
function isForInput({ in: place, name }: ApiParameter): boolean {
  return place !== 'header' || (isHeaderForInput(name) && name.toLowerCase() !== 'accept');
}

/** The parameter's name as function calling takes it; with its place where two share it. */
function keyOf({ name, in: place }: ApiParameter, taken: Set<string>): string {
  const key = name.replace(/[^A-Za-z0-9_.-]+/g, '_').slice(0, 60) || place;
  return freeKey(taken.has(key) ? `${place}_${key}` : key, taken);
}

function freeKey(wanted: string, taken: Set<string>): string {
  let key = wanted;
  for (let count = 2; taken.has(key); count += 1) key = `${wanted}_${count}`;
  taken.add(key);
  return key;
}

function valueSchema(conversion: SchemaConversion, parameter: ApiParameter): JsonSchema {
  return withExplanation(conversion.convert(parameter.schema), parameter);
}

/** What is said beside a schema counts before what is said in it. */
function withExplanation(schema: JsonSchema, described: Partial<ApiBody> = {}): JsonSchema {
  const { description, examples = [] } = described;
  return { ...schema, ...(description !== undefined && { description }), ...(examples.length > 0 && { examples }) };
}

function toHttpParameter({ name, in: place, style, explode }: ApiParameter, key: string): HttpParameter {
  return {
    name,
    in: place,
    ...(key !== name && { input: key }),
    ...(style !== undefined && { style }),
    ...(explode !== undefined && { explode }),
  };
}

function toHttpBody({ contentType }: ApiBody, key: string, files: readonly string[]): HttpBody {
  return { contentType, ...(key !== 'body' && { input: key }), ...(files.length > 0 && { files: [...files] }) };
}
