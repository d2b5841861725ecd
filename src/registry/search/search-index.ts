import { Injectable } from '@nestjs/common';
import type { ToolSnapshot } from '../tools/tool-snapshot.js';
import { SearchRepository, type WeighedTerm } from './search.repository.js';
import { termWeights } from './term-weights.js';

/** Keeps what search reads in step with the tools. */
@Injectable()
export class SearchIndex {
  constructor(private readonly repository: SearchRepository) {}

  /** Puts tools into the index, or anew; to be called in the transaction that changes them. */
  async put(tools: readonly ToolSnapshot[]): Promise<void> {
    const terms = tools.flatMap((tool): WeighedTerm[] =>
      [...termWeights(tool)].map(([lexeme, weight]) => ({ toolId: tool.id, lexeme, weight })),
    );
    await this.repository.replace(
      tools.map((it) => it.id),
      terms,
    );
  }
}
