import type { ToolResult } from '../registry/index.js';
import { ToolAnswerUnusableError } from './invocation.errors.js';

const LONGEST_MESSAGE = 1000;

/**
 * What a tool type returned as plain JSON values: nothing shared, nothing that only looks like data.
 *
 * @throws ToolAnswerUnusableError when it is no JSON, or larger than `maxBytes`.
 */
export function checkedAnswer(result: ToolResult, maxBytes: number): ToolResult {
  const text = toJson(result.output ?? null);
  if (Buffer.byteLength(text) > maxBytes) throw new ToolAnswerUnusableError('is too large');
  const output: unknown = JSON.parse(text);
  const status = result.status !== undefined && { status: result.status };
  if (result.outcome === 'success') return { outcome: 'success', output, ...status };
  const message = result.message.slice(0, LONGEST_MESSAGE);
  return { outcome: 'failure', message, ...(result.output !== undefined && { output }), ...status };
}

function toJson(output: unknown): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(output);
  } catch {
    throw new ToolAnswerUnusableError('cannot be written as JSON');
  }
  if (text === undefined) throw new ToolAnswerUnusableError('cannot be written as JSON');
  return text;
}
