import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { Transactions } from '../../database/index.js';
import type { ToolSnapshot } from '../tools/tool-snapshot.js';
import { ToolWriter } from '../tools/tool-writer.js';
import { ToolsRepository } from '../tools/tools.repository.js';
import { type ImportPlan, planImport } from './import-plan.js';
import type { ImportOrder } from './import-situation.js';
import type { ReadOperations } from './imported-tool.js';
import { NamedToolsRepository } from './named-tools.repository.js';

/** Brings in what was read of a document, all or none. */
@Injectable()
export class ImportStore {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: ToolsRepository,
    private readonly named: NamedToolsRepository,
    private readonly writer: ToolWriter,
    private readonly clock: Clock,
  ) {}

  /**
   * Two imports of one document go one after the other.
   *
   * @throws NameTakenError when somebody else takes one of the names at the same moment.
   */
  async carryOut(read: ReadOperations, order: ImportOrder): Promise<ImportPlan> {
    return this.transactions.run(async () => {
      const found = await this.find(read, order);
      const operations = new Set([...read.tools, ...read.skipped].map((it) => it.operation));
      const plan = planImport(read.tools, operations, { ...order, ...found, at: this.clock.now() });
      if (!order.dryRun) await this.write(plan, order.agentId);
      return { ...plan, skipped: [...read.skipped, ...plan.skipped] };
    });
  }

  private async find({ tools }: ReadOperations, { source }: ImportOrder) {
    if (source.by === 'name') {
      const existing = await this.named.findForChange(tools.map((it) => it.wantedName));
      return { existing, taken: new Set<string>() };
    }
    const existing: readonly ToolSnapshot[] = await this.repository.findBySource(source.document);
    return { existing, taken: await this.repository.namesBeginningWith(`${source.document}_`) };
  }

  private async write({ created, updated, gone }: ImportPlan, agentId: string): Promise<void> {
    const changed = [...updated, ...gone.filter((it) => it.outcome === 'deprecated')];
    if (created.length > 0) await this.writer.register(created, agentId);
    if (changed.length > 0) await this.writer.change(changed, agentId);
    for (const { outcome, before } of gone) if (outcome === 'deleted') await this.writer.remove(before);
  }
}
