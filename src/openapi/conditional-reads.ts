import type { OpenAPIObject, OperationObject, ReferenceObject, SchemaObject } from '@nestjs/swagger';

const ETAG = {
  description: 'Names the revision; send it in `If-Match` to change it.',
  schema: { type: 'string' as const },
  example: '"1"',
};
const IF_NONE_MATCH = {
  name: 'If-None-Match',
  in: 'header' as const,
  required: false,
  description: 'The ETag of the revision that the caller has already.',
  schema: { type: 'string' as const },
};

/** Documents `ETag` where a reply has a revision, and `If-None-Match` with its 304 where that reply is read. */
export function addConditionalRead(operation: OperationObject, method: string, document: OpenAPIObject): void {
  for (const [status, response] of Object.entries(operation.responses)) {
    if (!status.startsWith('2') || !response || '$ref' in response) continue;
    const schema = response.content?.['application/json']?.schema;
    if (!schema || !hasRevision(schema, document)) continue;
    response.headers = { ...response.headers, ETag: ETAG };
    if (method !== 'GET') continue;
    operation.parameters = [...(operation.parameters ?? []), IF_NONE_MATCH];
    operation.responses['304'] = { description: 'The caller has this revision already.' };
  }
}

function hasRevision(schema: SchemaObject | ReferenceObject, document: OpenAPIObject): boolean {
  if (!('$ref' in schema)) return 'revision' in (schema.properties ?? {});
  const target = document.components?.schemas?.[schema.$ref.replace('#/components/schemas/', '')];
  return target !== undefined && hasRevision(target, document);
}
