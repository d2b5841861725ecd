import type { ToolSnapshot } from '../tools/tool-snapshot.js';

/** A tool as the body that registers it again: without ids, owner and standing, which are this registry's. */
export function toLine(tool: ToolSnapshot) {
  const { name, title, description, toolType: type, endpoint, authRequired, settings, inputSchema } = tool;
  const { outputSchema, scopes, annotations, tags, metadata, version } = tool;
  return {
    ...{ name, title, description, type, endpoint, authRequired, settings, inputSchema },
    ...(outputSchema && { outputSchema }),
    ...{ scopes, annotations, tags, metadata, version },
  };
}
