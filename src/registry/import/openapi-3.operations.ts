import type { Location, Style } from '../types/http.settings.js';
import { LOCATIONS, STYLES } from '../types/http.settings.js';
import type { ApiBody, ApiOperation, ApiParameter } from './api-operation.js';
import { examplesOf } from './example-values.js';
import { asList, asObject, asText, type JsonObject } from './json-values.js';
import { describing, type PathOperation, pathOperations, successfulAnswer } from './path-operations.js';
import { followed } from './references.js';
import { securityOf } from './security-slots.js';

const PREFERRED = [
  /^application\/json$/i,
  /[/+]json$/i,
  /^application\/x-www-form-urlencoded$/i,
  /^multipart\/form-data$/i,
];

/** The operations of an OpenAPI 3.0 or 3.1 document. */
export function openApi3Operations(document: JsonObject): ApiOperation[] {
  const schemes = asObject(asObject(document['components'])['securitySchemes']);
  return pathOperations(document).map((it) => ({
    method: it.method,
    path: it.path,
    ...describing(it),
    servers: serversOf(document, it),
    parameters: it.parameters.flatMap((parameter) => toParameter(document, parameter) ?? []),
    body: bodyOf(document, it.operation),
    answer: jsonSchemaOf(successfulAnswer(document, it.operation)),
    ...securityOf(document, it.operation, schemes),
  }));
}

/** Those of the operation, else of its path, else of the document; variables replaced by their defaults. */
function serversOf(document: JsonObject, { operation, item }: PathOperation): string[] {
  const lists = [operation, item, document].map((it) => asList(it['servers']));
  return (lists.find((it) => it.length > 0) ?? []).map(asObject).map(({ url, variables }) =>
    String(url ?? '').replace(/\{([^{}]*)\}/g, (whole, name: string) => {
      const value = asObject(asObject(variables)[name])['default'];
      return value === undefined ? whole : String(value);
    }),
  );
}

function toParameter(document: JsonObject, parameter: JsonObject): ApiParameter | undefined {
  const location = LOCATIONS.find((it) => it === parameter['in']);
  const name = asText(parameter['name']);
  if (!location || name === undefined) return undefined;
  const [content] = Object.values(asObject(parameter['content'])).map(asObject);
  return {
    name,
    in: location,
    required: parameter['required'] === true,
    description: asText(parameter['description']),
    schema: asObject((content ?? parameter)['schema']),
    examples: examplesOf(document, content ?? parameter),
    ...(content === undefined ? styleOf(parameter, location) : { style: 'json' }),
  };
}

/** Only what differs from the default of its place is kept. */
function styleOf({ style, explode }: JsonObject, location: Location): { style?: Style; explode?: boolean } {
  const usual = location === 'query' || location === 'cookie' ? 'form' : 'simple';
  const named = STYLES.find((it) => it === style) ?? usual;
  const exploded = typeof explode === 'boolean' ? explode : named === 'form';
  return {
    ...(named !== usual && { style: named }),
    ...(exploded !== (named === 'form') && { explode: exploded }),
  };
}

function bodyOf(document: JsonObject, operation: JsonObject): ApiBody | undefined {
  const body = followed(document, operation['requestBody']);
  const content = asObject(body?.['content']);
  const types = Object.keys(content);
  const type =
    PREFERRED.map((preferred) => types.find((it) => preferred.test(it.split(';')[0]?.trim() ?? ''))).find(Boolean) ??
    types[0];
  if (!body || type === undefined) return undefined;
  const media = asObject(content[type]);
  return {
    contentType: type.includes('*') ? 'application/json' : (type.split(';')[0]?.trim() ?? type),
    required: body['required'] === true,
    description: asText(body['description']),
    schema: asObject(media['schema']),
    examples: examplesOf(document, media),
  };
}

function jsonSchemaOf(answer: JsonObject | undefined): JsonObject | undefined {
  const content = asObject(answer?.['content']);
  const type = Object.keys(content).find((it) => /[/+]json\b/i.test(it) || it === '*/*');
  const schema = type === undefined ? undefined : asObject(content[type])['schema'];
  return schema === undefined ? undefined : asObject(schema);
}
