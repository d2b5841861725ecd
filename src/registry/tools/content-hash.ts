import { createHash } from 'node:crypto';
import type { ToolDefinition } from './tool-snapshot.js';

/** SHA-256 of a definition, whatever the order in which its members were written. Empty annotations do not count. */
export function contentHash(definition: ToolDefinition): string {
  const { toolType, endpoint, authRequired, settings, inputSchema, outputSchema, scopes, annotations } = definition;
  const content = {
    ...{ toolType, endpoint, authRequired, settings, inputSchema, outputSchema, scopes: [...scopes].sort() },
    ...(Object.keys(annotations).length > 0 && { annotations }),
  };
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}

/** JSON with the members of every object in one order. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, it: unknown) =>
    typeof it === 'object' && it !== null && !Array.isArray(it)
      ? Object.fromEntries(Object.entries(it).sort(([a], [b]) => (a < b ? -1 : 1)))
      : it,
  );
}
