import { Body, Controller, HttpCode, type OnModuleInit, Post } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { Public } from '../../src/auth/index.js';
import { LargeBody } from '../../src/common/http/large-body.decorator.js';
import { Transactions } from '../../src/database/index.js';
import { SearchIndex } from '../../src/registry/search/search-index.js';
import type { RegisterToolRequest } from '../../src/registry/tools/dto/register-tool.request.js';
import { newTool } from '../../src/registry/tools/tool-changes.js';
import { draftOf } from '../../src/registry/tools/tool-drafts.js';
import { ToolsRepository } from '../../src/registry/tools/tools.repository.js';

/** Stores tools and puts them into the index by the registry's own statements, and does nothing else. */
@Controller('stock')
export class StockController implements OnModuleInit {
  #transactions!: Transactions;
  #repository!: ToolsRepository;
  #index!: SearchIndex;

  constructor(private readonly modules: ModuleRef) {}

  onModuleInit(): void {
    this.#transactions = this.modules.get(Transactions, { strict: false });
    this.#repository = this.modules.get(ToolsRepository, { strict: false });
    this.#index = this.modules.get(SearchIndex, { strict: false });
  }

  @Post()
  @Public()
  @LargeBody()
  async store(@Body() { ownerId, tools }: { ownerId: string; tools: RegisterToolRequest[] }): Promise<object> {
    const made = tools.map((it) => newTool(draftOf(it, ownerId), new Date()));
    await this.#transactions.run(async () => {
      const stored = await this.#repository.insertFree(made, ownerId);
      if (stored.length < made.length) throw new Error('Two tools have one name');
      await this.#index.put(made);
    });
    return {};
  }

  /** Puts tools into the index anew, each in a transaction of its own. @returns how many milliseconds each took. */
  @Post('index')
  @Public()
  @HttpCode(200)
  async putAnew(@Body() { ids }: { ids: string[] }): Promise<object> {
    const milliseconds: number[] = [];
    for (const id of ids) {
      const tool = await this.#repository.findById(id);
      if (!tool) throw new Error(`There is no tool ${id}`);
      const started = performance.now();
      await this.#transactions.run(() => this.#index.put([tool]));
      milliseconds.push(performance.now() - started);
    }
    return { milliseconds };
  }
}
