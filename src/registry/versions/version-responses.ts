import { allScopes, type ToolSnapshot } from '../tools/tool-snapshot.js';
import type { ToolVersion } from '../tools/tool-version.entity.js';
import type { ForcedChangeResponse, VersionResponse, VersionSummaryResponse } from './dto/version.response.js';
import type { Lineup, LineupEntry } from './lineup.js';
import { versionDefinition } from './versioned-definition.js';

export function toVersionSummary(
  { id, version, isWithdrawn: withdrawn }: LineupEntry,
  { versionId }: ToolSnapshot,
  lineup: Lineup,
): VersionSummaryResponse {
  return { id, version, served: id === versionId, aliases: lineup.aliasesOf(id), withdrawn };
}

export function toVersionResponse(row: ToolVersion, tool: ToolSnapshot, lineup: Lineup): VersionResponse {
  const { id, toolId, version, createdBy, createdAt, withdrawnAt, withdrawReason } = row;
  const { toolType: type, endpoint, authRequired, settings, ...definition } = versionDefinition(row);
  const { inputSchema, outputSchema, annotations, contentHash } = definition;
  return {
    ...toVersionSummary({ id, version, isWithdrawn: withdrawnAt !== null }, tool, lineup),
    ...{ toolId, type, endpoint, authRequired, settings, inputSchema, outputSchema },
    ...{ scopes: allScopes(definition), annotations, contentHash, forced: row.forced as ForcedChangeResponse | null },
    ...{ createdBy, createdAt, withdrawnAt, withdrawReason, revision: tool.revision },
  };
}
