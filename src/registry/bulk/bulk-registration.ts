import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/index.js';
import { Clock } from '../../common/clock.js';
import { Transactions } from '../../database/index.js';
import { checkedTool } from '../checks/tool-check.js';
import { ToolActivation } from '../lifecycle/tool-activation.js';
import { NameTakenError } from '../registry.errors.js';
import { NewToolRequest } from '../tools/dto/new-tool.request.js';
import { newTool } from '../tools/tool-changes.js';
import { ToolDefinitions } from '../tools/tool-definitions.js';
import { draftOf } from '../tools/tool-drafts.js';
import type { ToolSnapshot } from '../tools/tool-snapshot.js';
import { ToolWriter } from '../tools/tool-writer.js';
import { type BulkItem, done, readItems, refused } from './bulk-item.js';
import { BulkRefusedError } from './bulk.errors.js';
import type { BulkCreateRequest } from './dto/bulk-create.request.js';
import { BulkResultResponse, type ItemResult } from './dto/bulk-result.response.js';

interface NewItem {
  readonly index: number;
  readonly tool: ToolSnapshot;
}

/** Registers many tools at once, in one transaction and a few statements. */
@Injectable()
export class BulkRegistration {
  constructor(
    private readonly transactions: Transactions,
    private readonly definitions: ToolDefinitions,
    private readonly writer: ToolWriter,
    private readonly clock: Clock,
    private readonly activation: ToolActivation,
  ) {}

  /**
   * Those that are readable, sound, and of a name that nobody has; of two with one name the first.
   *
   * @throws BulkRefusedError where all was to be registered or nothing, and one is refused.
   */
  async register(principal: Principal, { tools, atomic = false }: BulkCreateRequest): Promise<BulkResultResponse> {
    const { read, failed } = await readItems(NewToolRequest, tools);
    const { sound, unsound } = await this.sort(principal, read);
    const results = await this.transactions.run(async () => {
      const all = [...failed, ...unsound, ...(await this.store(principal, sound))];
      const no = all.filter(({ outcome }) => outcome === 'refused');
      if (atomic && no.length > 0) throw new BulkRefusedError(no);
      return all;
    });
    return BulkResultResponse.of(results.sort((a, b) => a.index - b.index));
  }

  private async sort(
    { agentId }: Principal,
    items: readonly BulkItem<NewToolRequest>[],
  ): Promise<{ sound: NewItem[]; unsound: ItemResult[] }> {
    const sound: NewItem[] = [];
    const unsound: ItemResult[] = [];
    for (const { index, request } of items) {
      try {
        this.activation.admit(request.status);
        const draft = draftOf(request, agentId);
        await this.definitions.check(checkedTool(draft));
        sound.push({ index, tool: newTool(draft, this.clock.now()) });
      } catch (error) {
        unsound.push(refused(index, error));
      }
      // Compiling schemas takes its time: others get their turn.
      await nextTurn();
    }
    return { sound, unsound };
  }

  private async store(principal: Principal, items: readonly NewItem[]): Promise<ItemResult[]> {
    if (items.length === 0) return [];
    const tools = items.map(({ tool }) => tool);
    const stored = new Set((await this.writer.registerFree(tools, principal)).map(({ id }) => id));
    return items.map(({ index, tool }) =>
      stored.has(tool.id) ? done(index, 'created', tool) : refused(index, new NameTakenError()),
    );
  }
}
