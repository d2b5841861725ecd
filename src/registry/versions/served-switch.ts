import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import type { AuditedEvent } from '../../common/events/domain-event.js';
import { DomainEvents } from '../../common/events/domain-events.js';
import { ToolActivation } from '../lifecycle/tool-activation.js';
import type { Maker } from '../tools/maker.js';
import type { ToolSnapshot } from '../tools/tool-snapshot.js';
import { ToolWriter } from '../tools/tool-writer.js';
import { versionDefinition } from './versioned-definition.js';
import { VersionsRepository } from './versions.repository.js';

/** Puts a change of a tool's versions on record, and lets it serve another of them. Called in the transaction that holds the tool. */
@Injectable()
export class ServedSwitch {
  constructor(
    private readonly versions: VersionsRepository,
    private readonly writer: ToolWriter,
    private readonly events: DomainEvents,
    private readonly clock: Clock,
    private readonly activation: ToolActivation,
  ) {}

  /**
   * The tool at its next revision.
   *
   * @param change what has happened to its versions.
   * @param versionId what it serves from now on; absent: what it did.
   */
  async serve(tool: ToolSnapshot, change: AuditedEvent, versionId = tool.versionId): Promise<ToolSnapshot> {
    return this.replace(tool, tool, change, versionId);
  }

  /** The same with a version that is new: callers can ask for it, served or not. */
  async publish(tool: ToolSnapshot, change: AuditedEvent, maker: Maker, versionId?: string): Promise<ToolSnapshot> {
    await this.activation.remember([tool], maker);
    return this.replace(tool, this.activation.published(tool), change, versionId ?? tool.versionId);
  }

  private async replace(
    tool: ToolSnapshot,
    standing: ToolSnapshot,
    change: AuditedEvent,
    versionId: string,
  ): Promise<ToolSnapshot> {
    const version = versionId === tool.versionId ? null : await this.versions.findById(versionId);
    const definition = version ? versionDefinition(version) : {};
    const after = { ...standing, ...definition, revision: tool.revision + 1, updatedAt: this.clock.now() };
    await this.events.publish(change);
    await this.writer.serve({ before: tool, after });
    return after;
  }
}
