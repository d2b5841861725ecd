import { Injectable } from '@nestjs/common';
import { Ajv, type Options, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormatsModule from 'ajv-formats';
import { InvalidSchemaError } from '../registry.errors.js';
import type { JsonSchema } from './json-schema.js';
import { findOutOfBounds } from './schema-bounds.js';

const addFormats = addFormatsModule.default;

/** `addUsedSchema: false`: schemas of different tools never meet. `unicodeRegExp: false`: patterns as people write them. */
const OPTIONS: Options = { strict: false, logger: false, addUsedSchema: false, unicodeRegExp: false };

/** Turns JSON Schemas of untrusted origin into functions. */
@Injectable()
export class SchemaCompiler {
  readonly #draft2020 = addFormats(new Ajv2020(OPTIONS));
  readonly #draft07 = addFormats(new Ajv(OPTIONS));

  /**
   * Dialects: 2020-12, the default, and draft-07. Nothing is ever fetched.
   *
   * @param pointer where the schema is in the request, for the errors.
   * @throws InvalidSchemaError when it is no schema, too large, in another dialect, or refers to something outside itself.
   */
  compile(schema: JsonSchema, pointer: string): ValidateFunction {
    const problem = findOutOfBounds(schema, pointer);
    if (problem) throw new InvalidSchemaError([problem]);
    const ajv = this.compilerOf(schema, pointer);
    const anonymous = Object.fromEntries(Object.entries(schema).filter(([key]) => key !== '$schema' && key !== '$id'));
    try {
      return ajv.compile(anonymous);
    } catch (error) {
      const detail = `It cannot be used as a schema: ${(error as Error).message}`;
      throw new InvalidSchemaError([{ pointer, code: 'INVALID_SCHEMA', detail }]);
    } finally {
      ajv.removeSchema(anonymous);
    }
  }

  private compilerOf({ $schema: dialect }: JsonSchema, pointer: string): Ajv {
    switch (String(dialect ?? '').replace(/#$/, '')) {
      case '':
      case 'https://json-schema.org/draft/2020-12/schema':
        return this.#draft2020;
      case 'http://json-schema.org/draft-07/schema':
        return this.#draft07;
      default: {
        const detail = 'Only the dialects 2020-12 and draft-07 are known.';
        throw new InvalidSchemaError([{ pointer: `${pointer}/$schema`, code: 'INVALID_SCHEMA', detail }]);
      }
    }
  }
}
