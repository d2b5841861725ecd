import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { PreconditionFailedError } from '../../common/errors/common.errors.js';
import type { ExpectedRevision } from '../../common/http/if-match.decorator.js';
import { Transactions } from '../../database/index.js';
import type { Finding } from '../checks/finding.js';
import { checkedTool } from '../checks/tool-check.js';
import { ToolNotFoundError } from '../registry.errors.js';
import type { Maker } from './maker.js';
import { changedTool, makesVersion, newTool, type ToolDraft } from './tool-changes.js';
import { ToolDefinitions } from './tool-definitions.js';
import type { ToolSnapshot } from './tool-snapshot.js';
import { ToolWriter } from './tool-writer.js';
import { ToolsRepository } from './tools.repository.js';

/** A tool as it is stored, and what there is to say of it. */
export interface EditedTool {
  readonly tool: ToolSnapshot;
  readonly findings: readonly Finding[];
}

/** Changes single tools, each change in one transaction. Whether the caller may is decided before. */
@Injectable()
export class ToolEditor {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: ToolsRepository,
    private readonly writer: ToolWriter,
    private readonly definitions: ToolDefinitions,
    private readonly clock: Clock,
  ) {}

  async register(draft: ToolDraft, maker: Maker): Promise<EditedTool> {
    const findings = await this.definitions.check(checkedTool(draft));
    const tool = newTool(draft, this.clock.now());
    const [begun = tool] = await this.transactions.run(() => this.writer.register([tool], maker));
    return { tool: begun, findings };
  }

  /**
   * @param change what is to become of the tool as it is now.
   * @throws PreconditionFailedError when the tool is not at the expected revision.
   */
  async edit(
    toolId: string,
    expected: ExpectedRevision,
    maker: Maker,
    change: (before: ToolSnapshot) => ToolDraft,
  ): Promise<EditedTool> {
    return this.holding(toolId, expected, async (before) => {
      const draft = change(before);
      const findings = await this.definitions.check(checkedTool(draft));
      const next = { toolId, base: before.version, wanted: draft.version };
      const versions = makesVersion(before, draft) ? await this.repository.knownVersions(next) : undefined;
      const after = changedTool(before, draft, this.clock.now(), versions);
      if (after === before) return { tool: before, findings };
      const [changed = after] = await this.writer.change([{ before, after }], maker);
      return { tool: changed, findings };
    });
  }

  async remove(toolId: string, expected: ExpectedRevision): Promise<void> {
    await this.holding(toolId, expected, (tool) => this.writer.remove(tool));
  }

  /** Works on the tool as it is now, in one transaction; nobody else changes it meanwhile. */
  async holding<T>(toolId: string, expected: ExpectedRevision, work: (tool: ToolSnapshot) => Promise<T>): Promise<T> {
    return this.transactions.run(async () => work(await this.findExpected(toolId, expected)));
  }

  private async findExpected(toolId: string, expected: ExpectedRevision): Promise<ToolSnapshot> {
    const tool = await this.repository.findForChange(toolId);
    if (!tool) throw new ToolNotFoundError();
    if (expected !== 'any' && expected !== tool.revision) throw new PreconditionFailedError();
    return tool;
  }
}
