import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { newId } from '../../common/ids.js';
import { contentHash } from '../tools/content-hash.js';
import type { Maker } from '../tools/maker.js';
import { ToolDefinitions } from '../tools/tool-definitions.js';
import { patchedDefinition } from '../tools/tool-drafts.js';
import type { ToolSnapshot } from '../tools/tool-snapshot.js';
import { ToolsRepository } from '../tools/tools.repository.js';
import type { PublishVersionRequest } from './dto/publish-version.request.js';
import { ServedSwitch } from './served-switch.js';
import { type NumberedDefinition, numberVersion } from './version-number.js';
import { versionDefinition } from './versioned-definition.js';
import { ToolVersionPublished } from './versions.events.js';
import { VersionNotFoundError, VersionUnchangedError } from './versions.errors.js';
import { VersionsRepository } from './versions.repository.js';

/** A tool whose versions have changed, and the one that has. */
export interface VersionChange {
  readonly tool: ToolSnapshot;
  readonly versionId: string;
}

/** Publishes versions. Called in the transaction that holds the tool. */
@Injectable()
export class VersionPublisher {
  constructor(
    private readonly tools: ToolsRepository,
    private readonly versions: VersionsRepository,
    private readonly definitions: ToolDefinitions,
    private readonly served: ServedSwitch,
    private readonly clock: Clock,
  ) {}

  /**
   * The new version is served when it is the latest and no alias `stable` says what is.
   *
   * @throws VersionNotFoundError when there is no such base; VersionUnchangedError when there is neither another definition
   *   nor a number; VersionTakenError, BreakingChangeError, and as `ToolDefinitions.check`
   */
  async publish(tool: ToolSnapshot, request: PublishVersionRequest, maker: Maker): Promise<VersionChange> {
    const after = await this.numbered(tool, request);
    await this.definitions.check(after);
    await this.tools.insertVersion(after, maker.agentId);
    const lineup = await this.versions.lineupOf(tool.id);
    const isServed = !lineup.hasStable && lineup.latest?.id === after.versionId;
    const published = new ToolVersionPublished(after);
    const now = await this.served.publish(tool, published, maker, isServed ? after.versionId : undefined);
    return { tool: now, versionId: after.versionId };
  }

  private async numbered(tool: ToolSnapshot, request: PublishVersionRequest): Promise<ToolSnapshot> {
    const { from, version: wanted, force, reason } = request;
    const base = from === undefined ? tool : await this.find(tool.id, from);
    const definition = patchedDefinition(base, request);
    const hash = contentHash(definition);
    if (wanted === undefined && hash === contentHash(base)) throw new VersionUnchangedError(base.version);
    const forceReason = force === true ? reason : undefined;
    const known = await this.tools.knownVersions({ toolId: tool.id, base: base.version, wanted });
    const numbering = numberVersion({ base, definition, wanted, forceReason }, known);
    const made = { versionId: newId(), contentHash: hash, updatedAt: this.clock.now() };
    return { ...tool, ...definition, ...numbering, ...made };
  }

  private async find(toolId: string, reference: string): Promise<NumberedDefinition> {
    const entry = (await this.versions.lineupOf(toolId)).find(reference);
    const row = entry && (await this.versions.findById(entry.id));
    if (!row) throw new VersionNotFoundError('/from');
    return versionDefinition(row);
  }
}
