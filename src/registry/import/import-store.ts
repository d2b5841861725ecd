import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/index.js';
import { makesVersion } from '../tools/tool-changes.js';
import type { NextVersion } from '../tools/tools.repository.js';
import { draftOfKnown } from './import-drafts.js';
import { ImportForesight } from './import-foresight.js';
import { type ImportPlan, planImport } from './import-plan.js';
import { type ExistingTools, type ImportOrder, keyOf } from './import-situation.js';
import { ImportWriter } from './import-writer.js';
import type { ReadOperations } from './imported-tool.js';
import { KnownToolsRepository } from './known-tools.repository.js';

/** Brings in what was read of a document, all or none. */
@Injectable()
export class ImportStore {
  constructor(
    private readonly transactions: Transactions,
    private readonly known: KnownToolsRepository,
    private readonly writer: ImportWriter,
    private readonly foresight: ImportForesight,
  ) {}

  /**
   * Two imports of one document go one after the other. A dry run keeps nobody waiting.
   *
   * @throws NameTakenError when somebody else takes one of the names at the same moment.
   */
  async carryOut(read: ReadOperations, order: ImportOrder): Promise<ImportPlan> {
    return this.transactions.run(async () => {
      const existing = await this.find(read, order);
      const operations = new Set([...read.tools, ...read.skipped].map((it) => it.operation));
      const plan = planImport(read.tools, operations, { ...order, ...existing, ...this.foresight.now() });
      if (!order.dryRun) await this.writer.write(plan, order);
      return { ...plan, skipped: [...read.skipped, ...plan.skipped] };
    });
  }

  private async find(read: ReadOperations, { source, dryRun }: ImportOrder): Promise<ExistingTools> {
    if (source.by === 'name') {
      const names = read.tools.map((it) => it.wantedName);
      return this.withVersions(read, source, await this.known.findByName(names, !dryRun), new Set());
    }
    if (!dryRun) await this.known.holdDocument(source.document);
    const existing = await this.known.findBySource(source, !dryRun);
    return this.withVersions(read, source, existing, await this.known.namesBeginningWith(`${source.document}_`));
  }

  private async withVersions(
    { tools }: ReadOperations,
    source: ImportOrder['source'],
    existing: ExistingTools['existing'],
    taken: Set<string>,
  ): Promise<ExistingTools> {
    const wanted = new Map(tools.map((it) => [it.operation, it]));
    const changing = existing.flatMap((before): NextVersion[] => {
      const tool = wanted.get(keyOf(before, source));
      const draft = tool && draftOfKnown(tool, before, source);
      if (!draft || !makesVersion(before, draft)) return [];
      return [{ toolId: before.id, base: before.version, wanted: draft.version }];
    });
    return { existing, taken, versions: await this.known.versionsOf(changing) };
  }
}
