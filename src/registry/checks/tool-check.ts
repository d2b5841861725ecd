import type { ToolDefinition, ToolDescription } from '../tools/tool-snapshot.js';
import type { Finding } from './finding.js';

/** What is checked of a tool: all that its publisher chooses, but its name, whose form leaves nothing to find. */
export type CheckedTool = ToolDefinition & Pick<ToolDescription, 'title' | 'description' | 'metadata'>;

/** One question asked of each tool that is registered or changed. It is answered at once: nothing is called. */
export interface ToolCheck {
  find(tool: CheckedTool): readonly Finding[] | Promise<readonly Finding[]>;
}

/** What is checked of a tool that is not there yet. */
export function checkedTool(draft: {
  readonly definition: ToolDefinition;
  readonly description: Pick<ToolDescription, 'title' | 'description' | 'metadata'>;
}): CheckedTool {
  return { ...draft.description, ...draft.definition };
}
