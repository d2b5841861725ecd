import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/index.js';
import { CursorCodec } from '../../common/http/cursor.codec.js';
import type { Page, PageQuery } from '../../common/http/page.js';
import { ToolAccess } from '../tools/tool-access.js';
import type { ToolSnapshot } from '../tools/tool-snapshot.js';
import type { ToolVersion } from '../tools/tool-version.entity.js';
import { definitionChanges, impactOf } from './diff/definition-diff.js';
import type { VersionDiffResponse } from './dto/version-diff.response.js';
import type { VersionResponse, VersionSummaryResponse } from './dto/version.response.js';
import { ServedVersions } from './served-versions.js';
import { toVersionResponse, toVersionSummary } from './version-responses.js';
import { versionDefinition } from './versioned-definition.js';
import { VersionNotFoundError } from './versions.errors.js';
import { VersionsRepository } from './versions.repository.js';

/** Shows the versions of tools, those withdrawn too, to whoever may describe the tool. */
@Injectable()
export class ToolVersionsService {
  constructor(
    private readonly access: ToolAccess,
    private readonly served: ServedVersions,
    private readonly versions: VersionsRepository,
    private readonly cursors: CursorCodec,
  ) {}

  /** The newest first, by semantic versioning. @throws ToolNotFoundError, AccessDeniedError */
  async listVersions(principal: Principal, toolId: string, given: PageQuery): Promise<Page<VersionSummaryResponse>> {
    const tool = await this.access.describable(principal, toolId);
    const list = `tool-versions:${toolId}`;
    const { query, after } = this.cursors.open(list, given);
    const lineup = await this.served.lineupOf(toolId);
    const all = lineup.newestFirst;
    const rest = all.slice(1 + all.findIndex(({ version }) => version === after?.[0]));
    const item = (it: (typeof all)[number]) => toVersionSummary(it, tool, lineup);
    return this.cursors.page(list, query, rest, { position: ({ version }) => [version], item });
  }

  /** @throws ToolNotFoundError, AccessDeniedError, VersionNotFoundError */
  async getVersion(principal: Principal, toolId: string, reference: string): Promise<VersionResponse> {
    return this.show(await this.access.describable(principal, toolId), reference);
  }

  /** What would change for callers from one version to another. @throws as `getVersion` */
  async diffVersions(principal: Principal, toolId: string, from: string, to: string): Promise<VersionDiffResponse> {
    await this.access.describable(principal, toolId);
    const [before, after] = await Promise.all([this.find(toolId, from), this.find(toolId, to, 'other')]);
    const changes = definitionChanges(versionDefinition(before), versionDefinition(after));
    const impact = impactOf(changes) ?? null;
    return { from: before.version, to: after.version, breaking: impact === 'major', impact, changes };
  }

  /** For whoever may see the tool. @throws VersionNotFoundError */
  async show(tool: ToolSnapshot, reference: string): Promise<VersionResponse> {
    const [row, lineup] = await Promise.all([this.find(tool.id, reference), this.served.lineupOf(tool.id)]);
    return toVersionResponse(row, tool, lineup);
  }

  private async find(toolId: string, reference: string, pointer = 'version'): Promise<ToolVersion> {
    const entry = (await this.served.lineupOf(toolId)).find(reference);
    const row = entry && (await this.versions.findById(entry.id));
    if (!row) throw new VersionNotFoundError(pointer);
    return row;
  }
}
