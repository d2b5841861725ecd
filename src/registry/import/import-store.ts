import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { Transactions } from '../../database/index.js';
import type { ToolSnapshot } from '../tools/tool-snapshot.js';
import { ToolWriter } from '../tools/tool-writer.js';
import { ToolsRepository } from '../tools/tools.repository.js';
import { type ImportPlan, planImport } from './import-plan.js';
import type { ImportedTool } from './imported-tool.js';

export interface ImportOrder {
  readonly documentName: string;
  readonly agentId: string;
  readonly dryRun: boolean;
  mayDiscover(tool: ToolSnapshot): boolean;
  mayManage(tool: ToolSnapshot): boolean;
  readonly mayChangeTags: boolean;
}

/** Brings the tools of a document in, all or none. */
@Injectable()
export class ImportStore {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: ToolsRepository,
    private readonly writer: ToolWriter,
    private readonly clock: Clock,
  ) {}

  /**
   * Two imports of one document go one after the other.
   *
   * @throws NameTakenError when somebody else takes one of the names at the same moment.
   */
  async carryOut(tools: readonly ImportedTool[], order: ImportOrder): Promise<ImportPlan> {
    return this.transactions.run(async () => {
      const existing = await this.repository.findBySource(order.documentName);
      const taken = await this.repository.namesBeginningWith(`${order.documentName}_`);
      const plan = planImport(tools, { ...order, existing, taken, at: this.clock.now() });
      if (order.dryRun) return plan;
      if (plan.created.length > 0) await this.writer.register(plan.created, order.agentId);
      if (plan.updated.length > 0) await this.writer.change(plan.updated, order.agentId);
      return plan;
    });
  }
}
