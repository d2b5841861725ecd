import type { FieldError } from '../../common/errors/app-error.js';
import type { ToolSnapshot } from '../tools/tool-snapshot.js';
import type { ExportFormat } from './export-format.js';
import { toLine } from './json-line.js';
import { whyNotStrict } from './openai-strict.js';
import { type Alias, PARAMETER_RULES, withAliases } from './parameter-names.js';
import { portabilityOf } from './portability.js';
import { SHAPES } from './vendor-shapes.js';

/** A tool in a format, with what it takes to translate calls back and what the format does not carry. */
export interface ExportedTool {
  readonly id: string;
  readonly version: string;
  readonly revision: number;
  readonly format: ExportFormat;
  readonly tool: Record<string, unknown>;
  readonly aliases: readonly Alias[];
  readonly portability: readonly FieldError[];
}

export function exportTool(tool: ToolSnapshot, format: ExportFormat): ExportedTool {
  const { id, version, revision } = tool;
  if (format === 'jsonl') return { id, version, revision, format, tool: toLine(tool), aliases: [], portability: [] };
  const rule = PARAMETER_RULES[format];
  const { schema, aliases } = rule ? withAliases(tool.inputSchema, rule) : { schema: tool.inputSchema, aliases: [] };
  const strictness = format === 'openai' ? whyNotStrict(schema) : undefined;
  const portability = [...portabilityOf({ ...tool, inputSchema: schema }, format), ...(strictness ? [strictness] : [])];
  return { id, version, revision, format, tool: SHAPES[format](tool, schema), aliases, portability };
}
