import type { JsonSchema } from '../../common/schemas/json-schema.js';
import type { ToolSnapshot } from '../tools/tool-snapshot.js';
import type { VendorFormat } from './export-format.js';
import { whyNotStrict } from './openai-strict.js';
import { isStructured } from './portability.js';

type Shape = (tool: ToolSnapshot, parameters: JsonSchema) => Record<string, unknown>;

/** A tool as each vendor's API takes it as a member of `tools`. */
export const SHAPES: Record<VendorFormat, Shape> = {
  mcp: ({ name, title, description, outputSchema, annotations }, inputSchema) => ({
    ...{ name, title, description, inputSchema },
    ...(outputSchema && isStructured(outputSchema) && { outputSchema }),
    annotations: {
      title,
      ...(annotations.readOnly !== undefined && { readOnlyHint: annotations.readOnly }),
      ...(annotations.destructive !== undefined && { destructiveHint: annotations.destructive }),
      ...(annotations.idempotent !== undefined && { idempotentHint: annotations.idempotent }),
      ...(annotations.openWorld !== undefined && { openWorldHint: annotations.openWorld }),
    },
  }),
  openai: ({ name, description }, parameters) => ({
    type: 'function',
    function: { name, description, parameters, strict: whyNotStrict(parameters) === undefined },
  }),
  anthropic: ({ name, description }, schema) => ({ name, description, input_schema: schema }),
  gemini: ({ name, description, outputSchema }, schema) => ({
    functionDeclarations: [
      {
        ...{ name, description, parametersJsonSchema: schema },
        ...(outputSchema && { responseJsonSchema: outputSchema }),
      },
    ],
  }),
};
