import type { ToolSummaryResponse } from './dto/tool-summary.response.js';
import type { ToolResponse } from './dto/tool.response.js';
import type { ToolSummary } from './tool-rows.js';
import { allScopes, type ToolSnapshot } from './tool-snapshot.js';

export function toSummary(tool: ToolSummary): ToolSummaryResponse {
  const { id, name, title, description, version, toolType: type, authRequired } = tool;
  const { annotations, tags, ownerId, status, deprecatedAt, sunsetAt, revision, createdAt, updatedAt } = tool;
  const scopes = allScopes(tool);
  return {
    id,
    name,
    title,
    description,
    version,
    type,
    authRequired,
    scopes,
    annotations,
    tags,
    ownerId,
    status,
    deprecatedAt,
    sunsetAt,
    revision,
    createdAt,
    updatedAt,
  };
}

export function toResponse(tool: ToolSnapshot): ToolResponse {
  const { endpoint, settings, inputSchema, outputSchema, metadata } = tool;
  const { drift, statusReason, successorId } = tool;
  return {
    ...toSummary(tool),
    endpoint,
    settings,
    inputSchema,
    outputSchema,
    metadata,
    drift,
    statusReason,
    successorId,
  };
}
