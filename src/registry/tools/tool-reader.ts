import { Injectable } from '@nestjs/common';
import { ChangeFeed, FeedCache } from '../../database/index.js';
import { keptSize } from './kept-size.js';
import type { ToolSnapshot } from './tool-snapshot.js';
import { ToolsRepository } from './tools.repository.js';

/** The topic under which a tool's id is announced when it was registered, changed or deleted. */
export const TOOLS_TOPIC = 'tools';
const MOST_TOOLS = 2_000;
/** In characters: a tool has half a million at most, and a few thousand as a rule. */
const MOST_KEPT = 32_000_000;

/** Reads single tools, those asked for often from memory. */
@Injectable()
export class ToolReader {
  readonly #tools: FeedCache<ToolSnapshot>;

  constructor(
    private readonly repository: ToolsRepository,
    changeFeed: ChangeFeed,
  ) {
    this.#tools = new FeedCache<ToolSnapshot>(changeFeed, TOOLS_TOPIC, {
      max: MOST_TOOLS,
      maxSize: MOST_KEPT,
      sizeCalculation: keptSize,
    });
  }

  /** The tool as the last commit left it, or undefined. */
  find(id: string): Promise<ToolSnapshot | undefined> {
    return this.#tools.get(id, () => this.repository.findById(id));
  }
}
