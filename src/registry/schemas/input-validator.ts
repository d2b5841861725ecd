import { Injectable } from '@nestjs/common';
import type { ErrorObject, ValidateFunction } from 'ajv';
import { LRUCache } from 'lru-cache';
import type { FieldError } from '../../common/errors/app-error.js';
import { TIMED_OUT, withinTime } from '../../common/time-limit.js';
import { pointerTo } from '../../common/json-pointer.js';
import type { JsonSchema } from '../../common/schemas/json-schema.js';
import { SchemaCompiler } from '../../common/schemas/schema-compiler.js';

const MOST_COMPILED = 500;
const MOST_ERRORS = 20;
/** Others wait meanwhile. An input that is to be looked at for longer than this is not worth it. */
const LONGEST_MS = 100;
/** At the first call, the machine turns what was compiled into its own code. */
const LONGEST_FIRST_MS = 1_500;

/** A schema that refers to itself without ever looking at less of the input. */
const ENDLESS: FieldError = {
  pointer: '/input',
  code: 'REF',
  detail: "The tool's schema refers to itself without end.",
};

/** Patterns, references and `uniqueItems` can make a small input take years. */
const ENDLESS_WORK: FieldError = {
  pointer: '/input',
  code: 'TOO_COSTLY',
  detail: "To check this input against the tool's schema would take too long.",
};

/** The version of a tool whose schema an input must fit. */
export interface InputContract {
  readonly versionId: string;
  readonly inputSchema: JsonSchema;
}

/** Checks inputs against tools' schemas. A version never changes, so what was compiled for it stays right. */
@Injectable()
export class InputValidator {
  readonly #compiled = new LRUCache<string, ValidateFunction>({ max: MOST_COMPILED });

  constructor(private readonly compiler: SchemaCompiler) {}

  /** What is wrong with the input, by pointers below `/input`; empty when it fits. */
  validate(tool: InputContract, input: unknown): readonly FieldError[] {
    const known = this.#compiled.get(tool.versionId);
    const fits = known ?? this.compile(tool);
    try {
      const answer = withinTime(known ? LONGEST_MS : LONGEST_FIRST_MS, () => fits(input));
      if (answer === TIMED_OUT) return [ENDLESS_WORK];
      if (answer) return [];
    } catch (error) {
      if (error instanceof RangeError) return [ENDLESS];
      throw error;
    }
    return (fits.errors ?? []).slice(0, MOST_ERRORS).map(toFieldError);
  }

  private compile({ versionId, inputSchema }: InputContract): ValidateFunction {
    const compiled = this.compiler.compile(inputSchema, '/inputSchema');
    this.#compiled.set(versionId, compiled);
    return compiled;
  }
}

function toFieldError({ instancePath, keyword, message, params }: ErrorObject): FieldError {
  const named: unknown = params['missingProperty'] ?? params['additionalProperty'] ?? params['unevaluatedProperty'];
  const pointer = `/input${instancePath}`;
  return {
    pointer: typeof named === 'string' ? pointerTo(pointer, named) : pointer,
    code: keyword.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase(),
    detail: message ?? 'does not fit the schema',
  };
}
