import { Injectable } from '@nestjs/common';
import { InsufficientPermissionError, ObjectPermissions, type Principal } from '../../auth/index.js';
import { Transactions } from '../../database/index.js';
import { ToolsService } from '../tools/tools.service.js';
import { type BulkItem, done, readItems, refused } from './bulk-item.js';
import { BulkRefusedError, RepeatedItemError } from './bulk.errors.js';
import type { BulkDeleteRequest } from './dto/bulk-delete.request.js';
import { BulkDeleteItem, BulkUpdateItem } from './dto/bulk-item.request.js';
import { BulkResultResponse, type ItemResult } from './dto/bulk-result.response.js';
import type { BulkUpdateRequest } from './dto/bulk-update.request.js';

const MANAGE = 'tool:manage';

/** A change of one tool: whether it may be done, and how. */
interface Change<T> {
  admit(request: T): Promise<void>;
  carryOut(item: BulkItem<T>): Promise<ItemResult>;
}

/** Changes and deletes many tools, each by the rules of a change of its own. */
@Injectable()
export class BulkChanges {
  constructor(
    private readonly tools: ToolsService,
    private readonly objects: ObjectPermissions,
    private readonly transactions: Transactions,
  ) {}

  /** @throws BulkRefusedError where all was to be done or nothing, and one is refused. */
  update(principal: Principal, { tools, atomic }: BulkUpdateRequest): Promise<BulkResultResponse> {
    return this.change(
      principal,
      { items: tools, dto: BulkUpdateItem, atomic },
      {
        admit: ({ id, ownerId }) => this.tools.admit(principal, id, ownerId),
        carryOut: async ({ index, request: { id, revision, ...patch } }) =>
          done(index, 'updated', await this.tools.updateAdmitted(principal, id, revision ?? 'any', patch)),
      },
    );
  }

  /** @throws BulkRefusedError as `update` */
  delete(principal: Principal, { tools, atomic }: BulkDeleteRequest): Promise<BulkResultResponse> {
    return this.change(
      principal,
      { items: tools, dto: BulkDeleteItem, atomic },
      {
        admit: ({ id }) => this.tools.admit(principal, id),
        carryOut: async ({ index, request: { id, revision } }) => {
          await this.tools.deleteAdmitted(id, revision ?? 'any');
          return done(index, 'deleted', { id, revision: null });
        },
      },
    );
  }

  private async change<T extends { readonly id: string }>(
    principal: Principal,
    { items, dto, atomic = false }: { items: readonly unknown[]; dto: new () => T; atomic?: boolean | undefined },
    { admit, carryOut }: Change<T>,
  ): Promise<BulkResultResponse> {
    const { read, failed } = await readItems(dto, items);
    const { good, refusals } = await this.admitted(principal, withoutRepeated(read, failed), admit);
    const rest = [...failed, ...refusals];
    const results = atomic
      ? await this.allOrNothing(good, rest, carryOut)
      : [...rest, ...(await inTurn(good, carryOut))];
    return BulkResultResponse.of(results.sort((a, b) => a.index - b.index));
  }

  /** Decisions are recorded in transactions of their own, so all of them come before the first change. */
  private async admitted<T extends { readonly id: string }>(
    principal: Principal,
    items: readonly BulkItem<T>[],
    admit: (request: T) => Promise<void>,
  ) {
    const good: BulkItem<T>[] = [];
    const refusals: ItemResult[] = [];
    for (const item of items) {
      try {
        await this.requireManage(principal, item.request.id);
        await admit(item.request);
        good.push(item);
      } catch (error) {
        refusals.push(refused(item.index, error));
      }
    }
    return { good, refusals };
  }

  /** As the guard does it on the routes of one tool. */
  private async requireManage(principal: Principal, id: string): Promise<void> {
    if (await this.objects.holds(principal, MANAGE, id, 'tool')) return;
    await this.objects.requireKnown(principal, id, 'tool');
    throw new InsufficientPermissionError(MANAGE);
  }

  private async allOrNothing<T extends { readonly id: string }>(
    items: readonly BulkItem<T>[],
    refusals: readonly ItemResult[],
    carryOut: Change<T>['carryOut'],
  ): Promise<ItemResult[]> {
    if (refusals.length > 0) throw new BulkRefusedError(refusals);
    // In one order, so that two who change the same tools never wait for each other in a circle.
    const ordered = items.toSorted((a, b) => (a.request.id < b.request.id ? -1 : 1));
    return this.transactions.run(async () => {
      await this.transactions.close(
        'tool',
        ordered.map(({ request }) => request.id),
      );
      const results: ItemResult[] = [];
      for (const item of ordered) {
        const result = await carryOut(item).catch((error: unknown) => refused(item.index, error));
        if (result.problem) throw new BulkRefusedError([result]);
        results.push(result);
      }
      return results;
    });
  }
}

/** Puts those that name a tool for a second time among the failed. */
function withoutRepeated<T extends { readonly id: string }>(
  items: readonly BulkItem<T>[],
  failed: ItemResult[],
): BulkItem<T>[] {
  const seen = new Set<string>();
  return items.filter(({ index, request }) => {
    const id = request.id.toLowerCase();
    if (seen.has(id)) failed.push(refused(index, new RepeatedItemError()));
    return !seen.has(id) && seen.add(id);
  });
}

async function inTurn<T>(items: readonly BulkItem<T>[], carryOut: Change<T>['carryOut']): Promise<ItemResult[]> {
  const results: ItemResult[] = [];
  for (const item of items) results.push(await carryOut(item).catch((error: unknown) => refused(item.index, error)));
  return results;
}
