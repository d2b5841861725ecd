import type { OpenAPIObject, ReferenceObject, SchemaObject } from '@nestjs/swagger';

type Schema = SchemaObject | ReferenceObject;

/** A value of a schema in which only what is required is there, made of the examples of its members. */
export function sampleOf(schema: Schema | undefined, document: OpenAPIObject): unknown {
  if (!schema) return {};
  if ('$ref' in schema) return sampleOf(document.components?.schemas?.[nameIn(schema)], document);
  const { example, default: usual, enum: [first] = [], allOf: [base] = [], items } = schema;
  const given: unknown = example ?? usual ?? first;
  if (given !== undefined) return given;
  if (base) return sampleOf(base, document);
  if (items) return [sampleOf(items, document)];
  const { properties = {}, required = [] } = schema;
  return Object.fromEntries(required.map((name) => [name, sampleOf(properties[name], document)]));
}

/** Whether anything must be there. */
export function demands(schema: Schema | undefined, document: OpenAPIObject): boolean {
  if (schema && '$ref' in schema) return demands(document.components?.schemas?.[nameIn(schema)], document);
  return (schema?.required ?? []).length > 0;
}

function nameIn({ $ref }: ReferenceObject): string {
  return $ref.replace('#/components/schemas/', '');
}
