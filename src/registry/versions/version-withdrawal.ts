import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import type { ToolSnapshot } from '../tools/tool-snapshot.js';
import type { VersionChange } from './version-publisher.js';
import { ServedSwitch } from './served-switch.js';
import { ToolVersionWithdrawn } from './versions.events.js';
import { VersionInUseError, VersionNotFoundError, VersionWithdrawnError } from './versions.errors.js';
import { VersionsRepository } from './versions.repository.js';

/** Withdraws versions. Called in the transaction that holds the tool. */
@Injectable()
export class VersionWithdrawal {
  constructor(
    private readonly versions: VersionsRepository,
    private readonly served: ServedSwitch,
    private readonly clock: Clock,
  ) {}

  /**
   * Ends the use of a version, which can be read as before. Where it was served, the latest of the others is. Agents that
   * are pinned to it are refused until somebody pins them to another one.
   *
   * @throws VersionNotFoundError, VersionWithdrawnError, VersionInUseError
   */
  async withdraw(tool: ToolSnapshot, reference: string, reason: string): Promise<VersionChange> {
    const lineup = await this.versions.lineupOf(tool.id);
    const entry = lineup.find(reference);
    if (!entry) throw new VersionNotFoundError('version');
    if (entry.isWithdrawn) throw new VersionWithdrawnError(entry.version, 'version');
    const aliases = lineup.aliasesOf(entry.id);
    if (aliases.length > 0 || lineup.live.length === 1) throw new VersionInUseError(aliases);
    await this.versions.withdraw(entry.id, this.clock.now(), reason);
    const withdrawn = new ToolVersionWithdrawn(tool.id, entry.id, entry.version, reason);
    const next = entry.id === tool.versionId ? (await this.versions.lineupOf(tool.id)).latest?.id : undefined;
    return { tool: await this.served.serve(tool, withdrawn, next), versionId: entry.id };
  }
}
