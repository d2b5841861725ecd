import { Injectable } from '@nestjs/common';
import type { FieldError } from '../../common/errors/app-error.js';
import { UnknownKindError } from '../../common/errors/common.errors.js';
import { parseSettings } from '../../common/extensions/settings.js';
import { SchemaCompiler } from '../../common/schemas/schema-compiler.js';
import { InvalidSchemaError } from '../../common/schemas/schema.errors.js';
import type { Finding } from '../checks/finding.js';
import type { CheckedTool } from '../checks/tool-check.js';
import { ToolChecks } from '../checks/tool-checks.js';
import { ToolTypes } from '../tool-types.js';

/** Says whether a tool can be used, its type, the settings of the type, its schemas; and whether it may be, by all checks. */
@Injectable()
export class ToolDefinitions {
  constructor(
    private readonly types: ToolTypes,
    private readonly compiler: SchemaCompiler,
    private readonly checks: ToolChecks,
  ) {}

  /**
   * @param inputs `uncompiled` leaves out what only compiling the input schema shows, and most of the time it takes: for
   * schemas that we have made, whose references and patterns are known to be good.
   * @returns what there is to say of it.
   * @throws UnknownKindError, ValidationFailedError (settings), InvalidSchemaError or ToolCheckFailedError, naming the field.
   */
  async check(tool: CheckedTool, inputs: 'compiled' | 'uncompiled' = 'compiled'): Promise<readonly Finding[]> {
    await this.checkUsable(tool, inputs);
    return this.checks.refuseUnsafe(tool);
  }

  /** The part of `check` without which a call could not be made. */
  async checkUsable(
    { toolType, settings, inputSchema, outputSchema }: CheckedTool,
    inputs: 'compiled' | 'uncompiled' = 'compiled',
  ): Promise<void> {
    const type = this.types.find(toolType);
    if (!type)
      throw new UnknownKindError(
        'TOOL_TYPE',
        toolType,
        this.types.list().map((it) => it.kind),
        '/type',
      );
    await parseSettings(type, settings);
    if (inputSchema['type'] !== 'object') throw new InvalidSchemaError([NOT_AN_OBJECT]);
    if (inputs === 'compiled') this.compiler.compile(inputSchema, '/inputSchema');
    else this.compiler.check(inputSchema, '/inputSchema');
    if (outputSchema) this.compiler.check(outputSchema, '/outputSchema');
  }
}

const NOT_AN_OBJECT: FieldError = {
  pointer: '/inputSchema/type',
  code: 'INVALID_SCHEMA',
  detail: 'The input of a tool is an object: the schema begins with "type": "object".',
};
