import { Injectable } from '@nestjs/common';
import type { ExpectedRevision } from '../../common/http/if-match.decorator.js';
import { ToolEditor } from '../tools/tool-editor.js';
import { type Lineup, type LineupEntry, STABLE } from './lineup.js';
import { ServedSwitch } from './served-switch.js';
import { ToolAliasChanged, ToolPinChanged } from './versions.events.js';
import {
  AliasNotFoundError,
  PinNotFoundError,
  VersionNotFoundError,
  VersionWithdrawnError,
} from './versions.errors.js';
import { VersionsRepository } from './versions.repository.js';

/** A version by one of its names, and the revision of the tool that has it. */
export interface NamedVersion {
  readonly entry: LineupEntry;
  readonly revision: number;
}

/** Moves aliases and pins, each change a revision of the tool. Whether the caller may is decided before. */
@Injectable()
export class VersionNames {
  constructor(
    private readonly editor: ToolEditor,
    private readonly versions: VersionsRepository,
    private readonly served: ServedSwitch,
  ) {}

  /** What `stable` stands for is served from now on. @throws VersionNotFoundError, VersionWithdrawnError */
  putAlias(toolId: string, expected: ExpectedRevision, alias: string, reference: string): Promise<NamedVersion> {
    return this.editor.holding(toolId, expected, async (tool) => {
      const lineup = await this.versions.lineupOf(toolId);
      const entry = usable(lineup, reference);
      await this.versions.putAlias({ toolId, name: alias, versionId: entry.id });
      const change = new ToolAliasChanged(toolId, alias, aliased(lineup, alias), entry.version);
      const { revision } = await this.served.serve(tool, change, alias === STABLE ? entry.id : undefined);
      return { entry, revision };
    });
  }

  /** Without `stable` the latest version is served. @throws AliasNotFoundError */
  async deleteAlias(toolId: string, expected: ExpectedRevision, alias: string): Promise<void> {
    await this.editor.holding(toolId, expected, async (tool) => {
      const lineup = await this.versions.lineupOf(toolId);
      const before = aliased(lineup, alias);
      if (before === undefined) throw new AliasNotFoundError();
      await this.versions.deleteAlias(toolId, alias);
      const change = new ToolAliasChanged(toolId, alias, before, undefined);
      await this.served.serve(tool, change, alias === STABLE ? lineup.latest?.id : undefined);
    });
  }

  /** @throws VersionNotFoundError, VersionWithdrawnError */
  putPin(toolId: string, expected: ExpectedRevision, agentId: string, reference: string): Promise<NamedVersion> {
    return this.editor.holding(toolId, expected, async (tool) => {
      const lineup = await this.versions.lineupOf(toolId);
      const entry = usable(lineup, reference);
      await this.versions.putPin({ toolId, agentId, versionId: entry.id });
      const change = new ToolPinChanged(toolId, agentId, lineup.pinOf(agentId)?.version, entry.version);
      const { revision } = await this.served.serve(tool, change);
      return { entry, revision };
    });
  }

  /** @throws PinNotFoundError */
  async deletePin(toolId: string, expected: ExpectedRevision, agentId: string): Promise<void> {
    await this.editor.holding(toolId, expected, async (tool) => {
      const before = (await this.versions.lineupOf(toolId)).pinOf(agentId);
      if (!before) throw new PinNotFoundError();
      await this.versions.deletePin(toolId, agentId);
      await this.served.serve(tool, new ToolPinChanged(toolId, agentId, before.version, undefined));
    });
  }
}

function usable(lineup: Lineup, reference: string): LineupEntry {
  const entry = lineup.find(reference);
  if (!entry) throw new VersionNotFoundError('/version');
  if (entry.isWithdrawn) throw new VersionWithdrawnError(entry.version, '/version');
  return entry;
}

function aliased(lineup: Lineup, alias: string): string | undefined {
  return lineup.aliases.find(([name]) => name === alias)?.[1].version;
}
