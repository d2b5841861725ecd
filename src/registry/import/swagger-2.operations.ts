import { LOCATIONS, type Style } from '../types/http.settings.js';
import type { ApiBody, ApiOperation, ApiParameter } from './api-operation.js';
import { asList, asObject, asText, type JsonObject } from './json-values.js';
import { describing, pathOperations, successfulAnswer } from './path-operations.js';
import { securityOf } from './security-slots.js';

const MULTIPART = 'multipart/form-data';
const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';

/** What belongs to a parameter, not to the schema of its value. */
const OF_THE_PARAMETER = new Set(['name', 'in', 'required', 'description', 'collectionFormat', 'allowEmptyValue']);

const WRITTEN: Readonly<Record<string, { style?: Style; explode?: boolean }>> = {
  multi: {},
  ssv: { style: 'spaceDelimited', explode: false },
  pipes: { style: 'pipeDelimited', explode: false },
};

/** The operations of an OpenAPI 2.0 document. */
export function swagger2Operations(document: JsonObject): ApiOperation[] {
  const schemes = asObject(document['securityDefinitions']);
  return pathOperations(document).map((it) => ({
    method: it.method,
    path: it.path,
    ...describing(it),
    servers: serversOf(document, it.operation),
    parameters: it.parameters.flatMap((parameter) => toParameter(parameter) ?? []),
    body: bodyOf(document, it.operation, it.parameters),
    answer: schemaOf(successfulAnswer(document, it.operation)),
    ...securityOf(document, it.operation, schemes),
  }));
}

function serversOf(document: JsonObject, operation: JsonObject): string[] {
  const basePath = asText(document['basePath']) ?? '/';
  const host = asText(document['host']);
  if (host === undefined) return [basePath];
  const schemes = asList(operation['schemes'] ?? document['schemes']).map(String);
  const scheme = schemes.includes('http') && !schemes.includes('https') ? 'http' : 'https';
  return [`${scheme}://${host}${basePath}`];
}

function toParameter(parameter: JsonObject): ApiParameter | undefined {
  const location = LOCATIONS.find((it) => it === parameter['in']);
  const name = asText(parameter['name']);
  if (!location || name === undefined) return undefined;
  const isList = parameter['type'] === 'array' && location === 'query';
  return {
    name,
    in: location,
    required: parameter['required'] === true,
    description: asText(parameter['description']),
    schema: valueSchema(parameter),
    ...(isList && (WRITTEN[String(parameter['collectionFormat'])] ?? { explode: false })),
  };
}

function bodyOf(document: JsonObject, operation: JsonObject, parameters: readonly JsonObject[]): ApiBody | undefined {
  const consumes = asList(operation['consumes'] ?? document['consumes']).map(String);
  const body = parameters.find((it) => it['in'] === 'body');
  if (body) {
    const isJson = consumes.length === 0 || consumes.some((it) => /[/+]json\b/i.test(it));
    return {
      contentType: isJson ? JSON_TYPE : (consumes[0] ?? JSON_TYPE),
      required: body['required'] === true,
      description: asText(body['description']),
      schema: asObject(body['schema']),
    };
  }
  const fields = parameters.filter((it) => it['in'] === 'formData');
  return fields.length > 0 ? formOf(fields, consumes) : undefined;
}

function formOf(fields: readonly JsonObject[], consumes: readonly string[]): ApiBody {
  const hasFile = fields.some((it) => it['type'] === 'file');
  const required = fields.filter((it) => it['required'] === true).map((it) => String(it['name']));
  const described = (it: JsonObject) => ({
    ...valueSchema(it),
    ...(asText(it['description']) && { description: it['description'] }),
  });
  return {
    contentType: hasFile || (consumes.includes(MULTIPART) && !consumes.includes(FORM)) ? MULTIPART : FORM,
    required: required.length > 0,
    description: undefined,
    schema: {
      type: 'object',
      properties: Object.fromEntries(fields.map((it) => [String(it['name']), described(it)])),
      ...(required.length > 0 && { required }),
    },
  };
}

function valueSchema(parameter: JsonObject): JsonObject {
  const schema = Object.fromEntries(Object.entries(parameter).filter(([key]) => !OF_THE_PARAMETER.has(key)));
  return schema['type'] === 'file' ? { ...schema, type: 'string', format: 'binary' } : schema;
}

function schemaOf(answer: JsonObject | undefined): JsonObject | undefined {
  const schema = answer?.['schema'];
  return schema === undefined ? undefined : asObject(schema);
}
