import type { JsonSchema } from '../../common/schemas/json-schema.js';
import { asObject, type JsonObject } from './json-values.js';

interface DescribedBody {
  readonly schema: JsonSchema;
  /** The members that are files. */
  readonly names: readonly string[];
}

/** A body whose files are described as what the caller sends for them: base64 text. */
export function describedFiles(schema: JsonSchema, contentType: string): DescribedBody {
  if (contentType.toLowerCase() !== 'multipart/form-data') return { schema, names: [] };
  const properties = Object.entries(asObject(schema['properties'])).map(([name, it]) => [name, asObject(it)] as const);
  const names = properties.filter(([, it]) => isFile(it) || isFile(asObject(it['items']))).map(([name]) => name);
  if (names.length === 0) return { schema, names };
  const described = properties.map(([name, it]) => [name, names.includes(name) ? asBase64(it) : it]);
  return { schema: { ...schema, properties: Object.fromEntries(described) as JsonObject }, names };
}

function isFile({ format, contentMediaType }: JsonObject): boolean {
  return format === 'binary' || contentMediaType === 'application/octet-stream';
}

function asBase64(schema: JsonObject): JsonObject {
  const rest = Object.fromEntries(
    Object.entries(schema).filter(([key]) => key !== 'format' && key !== 'contentMediaType'),
  );
  if (isFile(asObject(schema['items']))) return { ...rest, items: asBase64(asObject(schema['items'])) };
  return { ...rest, type: 'string', contentEncoding: 'base64' };
}
