import type { OpenAPIObject, OperationObject } from '@nestjs/swagger';
import { demands, sampleOf } from './sample.js';

/**
 * What Swagger UI fills in before anybody has typed: nothing that may be absent. Examples of optional parameters would
 * filter lists by what is not there, or repeat a key; a body with every member that there is would contradict itself.
 */
export function prefillRequiredOnly(operation: OperationObject, document: OpenAPIObject): void {
  for (const parameter of operation.parameters ?? []) {
    if ('$ref' in parameter || parameter.required || parameter.in === 'path') continue;
    delete parameter.example;
    if (parameter.schema && !('$ref' in parameter.schema)) delete parameter.schema.example;
  }
  const { requestBody } = operation;
  const body = requestBody && 'content' in requestBody ? requestBody.content['application/json'] : undefined;
  if (!body || body.example !== undefined || body.examples || !demands(body.schema, document)) return;
  body.example = sampleOf(body.schema, document);
}
