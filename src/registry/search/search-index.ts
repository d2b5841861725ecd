import { Injectable } from '@nestjs/common';
import type { ToolSnapshot } from '../tools/tool-snapshot.js';
import { SearchRepository } from './search.repository.js';
import { termWeights } from './term-weights.js';
import { ANY_TOOL } from './word-counts.js';

/** Keeps what search reads in step with the tools. */
@Injectable()
export class SearchIndex {
  constructor(private readonly repository: SearchRepository) {}

  /** Puts tools into the index, or anew; to be called in the transaction that changes them. */
  async put(tools: readonly ToolSnapshot[]): Promise<void> {
    await this.repository.replace(
      tools.map((tool) => ({
        toolId: tool.id,
        terms: termWeights(tool).set(ANY_TOOL, { weight: 0, fields: 0 }),
      })),
    );
  }
}
