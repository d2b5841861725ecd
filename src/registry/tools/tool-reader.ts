import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { ChangeFeed } from '../../database/index.js';
import type { ToolSnapshot } from './tool-snapshot.js';
import { ToolsRepository } from './tools.repository.js';

/** The topic under which a tool's id is announced when it was registered, changed or deleted. */
export const TOOLS_TOPIC = 'tools';
const MOST_TOOLS = 5_000;

/** Reads single tools, those asked for often from memory. */
@Injectable()
export class ToolReader {
  readonly #tools = new LRUCache<string, ToolSnapshot>({ max: MOST_TOOLS });
  #changes = 0;

  constructor(
    private readonly repository: ToolsRepository,
    private readonly changeFeed: ChangeFeed,
  ) {
    changeFeed.on(TOOLS_TOPIC, (id) => this.forget(id));
  }

  /** The tool as the last commit left it, or undefined. */
  async find(id: string): Promise<ToolSnapshot | undefined> {
    if (!this.changeFeed.live) return this.repository.findById(id);
    return this.#tools.get(id) ?? this.load(id);
  }

  /** What was read while something changed may be stale already, so it is used but not kept. */
  private async load(id: string): Promise<ToolSnapshot | undefined> {
    const changesBefore = this.#changes;
    const tool = await this.repository.findById(id);
    if (tool && changesBefore === this.#changes) this.#tools.set(id, tool);
    return tool;
  }

  private forget(id: string): void {
    this.#changes += 1;
    if (id === '*') this.#tools.clear();
    else this.#tools.delete(id);
  }
}
