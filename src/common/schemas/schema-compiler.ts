import { Injectable } from '@nestjs/common';
import { Ajv, type Options, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormatsModule from 'ajv-formats';
import { TIMED_OUT, withinTime } from '../time-limit.js';
import { InvalidSchemaError } from './schema.errors.js';
import type { JsonSchema } from './json-schema.js';
import { PatternBudget } from './pattern-budget.js';
import { findOutOfBounds } from './schema-bounds.js';

const addFormats = addFormatsModule.default;

/**
 * `addUsedSchema: false`: schemas of different tools never meet. `inlineRefs: false`: a large definition that is referred to
 * a thousand times is compiled once. `ownProperties`: nobody has given what every object inherits, such as `toString`.
 */
const OPTIONS: Options = { strict: false, logger: false, addUsedSchema: false, inlineRefs: false, ownProperties: true };
/** Others wait meanwhile. */
const LONGEST_MS = 3_000;
/** A compiler keeps something of everything it ever compiled: it is replaced after so many schemas. */
const COMPILATIONS = 200;

/** Whatever a schema calls itself: without an identity it could not refer to itself, and with its own it could to others. */
const IDENTITY = 'https://registry.invalid/tool-schema';

type Dialect = '2020-12' | 'draft-07';

/** Turns JSON Schemas of untrusted origin into functions. Dialects: 2020-12, the default, and draft-07. Nothing is fetched. */
@Injectable()
export class SchemaCompiler {
  readonly #compilers = new Map<Dialect, { readonly ajv: Ajv; uses: number }>();
  /** Of the schema at hand, wherever in it a reference finds them. */
  #patterns = new PatternBudget();

  /**
   * @param pointer where the schema is in the request, for the errors.
   * @throws InvalidSchemaError when it is no schema, too large, in another dialect, or refers to something outside itself.
   */
  compile(schema: JsonSchema, pointer: string): ValidateFunction {
    const { ajv, prepared } = this.prepare(schema, pointer);
    this.#patterns = new PatternBudget();
    try {
      const compiled = withinTime(LONGEST_MS, () => ajv.compile(prepared));
      if (compiled !== TIMED_OUT) return compiled;
      // It stopped in the middle of something.
      this.#compilers.clear();
      throw new Error('to compile it takes too long');
    } catch (error) {
      throw invalid(
        pointer,
        `It is no JSON Schema: ${(error as Error).message.replace(/^schema is invalid: data/, '')}`,
      );
    } finally {
      ajv.removeSchema(prepared);
    }
  }

  /** Like `compile`, for schemas that only describe: whether references lead anywhere is not looked at. */
  check(schema: JsonSchema, pointer: string): void {
    const { ajv, prepared } = this.prepare(schema, pointer);
    if (!ajv.validateSchema(prepared)) throw invalid(pointer, `It is no schema: ${ajv.errorsText(ajv.errors)}`);
  }

  private prepare(schema: JsonSchema, pointer: string) {
    const problem = findOutOfBounds(schema, pointer);
    if (problem) throw new InvalidSchemaError([problem]);
    const ajv = this.compilerOf(dialectOf(schema, pointer));
    const keywords = Object.entries(schema).filter(([key]) => key !== '$schema');
    return { ajv, prepared: { ...Object.fromEntries(keywords), $id: IDENTITY } };
  }

  private compilerOf(dialect: Dialect): Ajv {
    const current = this.#compilers.get(dialect);
    if (current && current.uses < COMPILATIONS) {
      current.uses += 1;
      return current.ajv;
    }
    const regExp = Object.assign((source: string) => this.#patterns.patternOf(source), { code: 'new RegExp' });
    const options: Options = { ...OPTIONS, code: { optimize: false, regExp } };
    const ajv = addFormats(dialect === 'draft-07' ? new Ajv(options) : new Ajv2020(options));
    this.#compilers.set(dialect, { ajv, uses: 1 });
    return ajv;
  }
}

function dialectOf({ $schema: dialect }: JsonSchema, pointer: string): Dialect {
  if (dialect === undefined) return '2020-12';
  switch (String(dialect).replace(/#$/, '')) {
    case 'https://json-schema.org/draft/2020-12/schema':
      return '2020-12';
    case 'http://json-schema.org/draft-07/schema':
      return 'draft-07';
    default:
      throw invalid(`${pointer}/$schema`, 'Only the dialects 2020-12 and draft-07 are known.');
  }
}

function invalid(pointer: string, detail: string): InvalidSchemaError {
  return new InvalidSchemaError([{ pointer, code: 'INVALID_SCHEMA', detail }]);
}
