import { Injectable } from '@nestjs/common';
import { DomainEvents } from '../../common/events/domain-events.js';
import { ChangeFeed } from '../../database/index.js';
import { ToolActivation } from '../lifecycle/tool-activation.js';
import { NameTakenError } from '../registry.errors.js';
import { ToolDeleted, ToolRegistered, ToolUpdated } from '../registry.events.js';
import { SearchIndex } from '../search/search-index.js';
import { TOOLS_TOPIC } from './tool-reader.js';
import type { Maker } from './maker.js';
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
    private readonly activation: ToolActivation,
  ) {}

  /** @throws NameTakenError when a name is in use, also by somebody who registers at the same moment. */
  async register(tools: readonly ToolSnapshot[], maker: Maker): Promise<ToolSnapshot[]> {
    const stored = await this.registerFree(tools, maker);
    if (stored.length < tools.length) throw new NameTakenError();
    return stored;
  }

  /** Stores those whose name nobody has, of two with one name the first. @returns them as they begin. */
  async registerFree(tools: readonly ToolSnapshot[], maker: Maker): Promise<ToolSnapshot[]> {
    const begun = tools.map((it) => this.activation.begun(it));
    const free = new Set(await this.repository.insertFree(begun, maker.agentId));
    const stored = begun.filter(({ id }) => free.has(id));
    await this.activation.remember(stored, maker);
    await this.index.put(stored);
    await this.events.publishAll(stored.map((it) => new ToolRegistered(it)));
    await this.announce(stored);
    return stored;
  }

  /** @returns the tools as they are now. @throws NameTakenError when a tool takes the name of another. */
  async change(changes: readonly ToolChange[], maker: Maker): Promise<ToolSnapshot[]> {
    const done = changes.map(({ before, after }) => ({ before, after: this.activation.changed(before, after) }));
    const tools = done.map(({ after }) => after);
    for (const { before, after } of done) await this.repository.update(before, after, maker.agentId);
    await this.activation.remember(tools, maker);
    await this.tell(done);
    return tools;
  }

  /** Lets a tool serve another of the versions that are stored already. */
  async serve(change: ToolChange): Promise<void> {
    await this.repository.updateTool(change.before, change.after);
    await this.tell([change]);
  }

  async remove(tool: ToolSnapshot): Promise<void> {
    await this.events.publish(new ToolDeleted(tool));
    await this.repository.delete(tool.id);
    await this.announce([tool]);
  }

  private async tell(changes: readonly ToolChange[]): Promise<void> {
    await this.index.put(changes.map(({ after }) => after));
    await this.events.publishAll(changes.map(({ before, after }) => new ToolUpdated(before, after)));
    await this.announce(changes.map(({ after }) => after));
  }

  private async announce(tools: readonly ToolSnapshot[]): Promise<void> {
    const keys = tools.length > MOST_ANNOUNCED ? ['*'] : tools.map((it) => it.id);
    for (const key of keys) await this.changeFeed.announce(TOOLS_TOPIC, key);
  }
}
