import type { Type } from '@nestjs/common';
import { generateSchema } from '@nestjs/swagger';

/** A JSON Schema that stands alone: what it refers to is in its own `$defs`. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** The JSON Schema of a settings DTO, as its `@ApiProperty` decorators describe it. */
export function settingsSchema(dto: Type<object>): JsonSchema {
  const { schema, schemas } = generateSchema(dto);
  const refersToItself = JSON.stringify(schemas).includes(`"#/components/schemas/${dto.name}"`);
  const referenced = Object.entries(schemas).filter(([name]) => name !== dto.name || refersToItself);
  const whole = referenced.length > 0 ? { ...schema, $defs: Object.fromEntries(referenced) } : schema;
  return JSON.parse(JSON.stringify(whole).replaceAll('"#/components/schemas/', '"#/$defs/')) as JsonSchema;
}
