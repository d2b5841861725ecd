import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { Principal } from '../../auth/index.js';
import { ChangeFeed, FeedCache } from '../../database/index.js';
import { TOOLS_TOPIC } from '../tools/tool-reader.js';
import { keptSize } from '../tools/kept-size.js';
import type { ToolSnapshot } from '../tools/tool-snapshot.js';
import type { Lineup, LineupEntry } from './lineup.js';
import { versionDefinition, type VersionedDefinition } from './versioned-definition.js';
import { VersionNotFoundError, VersionNotServedError, VersionWithdrawnError } from './versions.errors.js';
import { VersionsRepository } from './versions.repository.js';

const MOST_LINEUPS = 2_000;
const MOST_DEFINITIONS = 500;
/** In characters. */
const MOST_KEPT = 16_000_000;

/**
 * Which version of a tool a caller is served: the one it asks for, else the one that its credential is bound to, else the
 * one it is pinned to, else the one that the tool serves to everybody.
 */
@Injectable()
export class ServedVersions {
  readonly #lineups: FeedCache<Lineup>;
  /** A version never changes. */
  readonly #definitions = new LRUCache<string, VersionedDefinition>({
    max: MOST_DEFINITIONS,
    maxSize: MOST_KEPT,
    sizeCalculation: keptSize,
  });

  constructor(
    private readonly versions: VersionsRepository,
    changeFeed: ChangeFeed,
  ) {
    this.#lineups = new FeedCache(changeFeed, TOOLS_TOPIC, { max: MOST_LINEUPS });
  }

  /**
   * @param reference a version, `latest`, an alias or the id of a version.
   * @param pointer what of the request names it.
   * @throws VersionNotFoundError, VersionWithdrawnError, VersionNotServedError
   */
  async of(
    tool: ToolSnapshot,
    { agentId, credential }: Pick<Principal, 'agentId' | 'credential'>,
    reference?: string,
    pointer = 'version',
  ): Promise<ToolSnapshot> {
    const lineup = await this.lineupOf(tool.id);
    const asked = reference ?? (credential?.toolId === tool.id ? credential.versionId : undefined);
    const entry = asked === undefined ? lineup.pinOf(agentId) : lineup.find(asked);
    const place = reference === undefined ? undefined : pointer;
    if (entry) return this.servedAs(tool, entry, place);
    if (asked === undefined) return tool;
    throw new VersionNotFoundError(place);
  }

  async lineupOf(toolId: string): Promise<Lineup> {
    const load = () => this.versions.lineupOf(toolId);
    return (await this.#lineups.get(toolId, load)) ?? load();
  }

  /** Policies judge a tool by its type as it is for everybody, and whether it demands a credential cannot be evaded. */
  private async servedAs(
    tool: ToolSnapshot,
    { id, version, isWithdrawn }: LineupEntry,
    place: string | undefined,
  ): Promise<ToolSnapshot> {
    if (isWithdrawn) throw new VersionWithdrawnError(version, place);
    if (id === tool.versionId) return tool;
    const definition = await this.definitionOf(id);
    if (!definition) throw new VersionNotFoundError(place);
    if (definition.toolType !== tool.toolType) throw new VersionNotServedError(version, place);
    return { ...tool, ...definition, authRequired: tool.authRequired || definition.authRequired };
  }

  private async definitionOf(id: string): Promise<VersionedDefinition | undefined> {
    const known = this.#definitions.get(id);
    if (known) return known;
    const row = await this.versions.findById(id);
    const definition = row ? versionDefinition(row) : undefined;
    if (definition) this.#definitions.set(id, definition);
    return definition;
  }
}
