import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/index.js';
import { ToolsRepository } from '../tools/tools.repository.js';
import { SearchIndex } from './search-index.js';

const READ_AT_ONCE = 200;

/** Puts every tool into the index anew, as a release has to be followed by that weighs words in another way. */
@Injectable()
export class Reindexing {
  constructor(
    private readonly transactions: Transactions,
    private readonly tools: ToolsRepository,
    private readonly index: SearchIndex,
  ) {}

  /**
   * While the registry serves: each tool is held for as long as its own words take. Repeated, it does the same again.
   *
   * @returns how many tools were put into the index.
   */
  async run(): Promise<number> {
    let done = 0;
    let tools = await this.tools.findAfter(undefined, READ_AT_ONCE);
    while (tools.length > 0) {
      for (const { id } of tools) if (await this.reindex(id)) done += 1;
      tools = await this.tools.findAfter(tools.at(-1)?.id, READ_AT_ONCE);
    }
    return done;
  }

  /** @returns whether the tool is still there. */
  private reindex(id: string): Promise<boolean> {
    return this.transactions.run(async () => {
      const tool = await this.tools.findForChange(id);
      if (tool) await this.index.put([tool]);
      return tool !== undefined;
    });
  }
}
