import { Injectable } from '@nestjs/common';
import { DomainEvents } from '../../common/events/domain-events.js';
import { ChangeFeed } from '../../database/index.js';
import { ToolDeleted, ToolRegistered, ToolUpdated } from '../registry.events.js';
import { SearchIndex } from '../search/search-index.js';
import { TOOLS_TOPIC } from './tool-reader.js';
import type { ToolSnapshot } from './tool-snapshot.js';
import { ToolsRepository } from './tools.repository.js';

/** More tools than this at once are announced as "many". */
const MOST_ANNOUNCED = 20;

/** A tool before and after its change. */
export interface ToolChange {
  readonly before: ToolSnapshot;
  readonly after: ToolSnapshot;
}

/** Stores tools together with everything that must not be missed: search, events, announcement. Called in a transaction. */
@Injectable()
export class ToolWriter {
  constructor(
    private readonly repository: ToolsRepository,
    private readonly index: SearchIndex,
    private readonly events: DomainEvents,
    private readonly changeFeed: ChangeFeed,
  ) {}

  /** @throws NameTakenError when a name is in use, also by somebody who registers at the same moment. */
  async register(tools: readonly ToolSnapshot[], agentId: string): Promise<void> {
    await this.repository.insert(tools, agentId);
    await this.index.put(tools);
    for (const tool of tools) await this.events.publish(new ToolRegistered(tool));
    await this.announce(tools);
  }

  /** @throws NameTakenError when a tool takes the name of another. */
  async change(changes: readonly ToolChange[], agentId: string): Promise<void> {
    for (const { before, after } of changes) await this.repository.update(before, after, agentId);
    await this.index.put(changes.map(({ after }) => after));
    for (const { before, after } of changes) await this.events.publish(new ToolUpdated(before, after));
    await this.announce(changes.map(({ after }) => after));
  }

  async remove(tool: ToolSnapshot): Promise<void> {
    await this.events.publish(new ToolDeleted(tool));
    await this.repository.delete(tool.id);
    await this.announce([tool]);
  }

  private async announce(tools: readonly ToolSnapshot[]): Promise<void> {
    const keys = tools.length > MOST_ANNOUNCED ? ['*'] : tools.map((it) => it.id);
    for (const key of keys) await this.changeFeed.announce(TOOLS_TOPIC, key);
  }
}
