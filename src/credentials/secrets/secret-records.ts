import { Injectable, Logger } from '@nestjs/common';
import { DomainEvents } from '../../common/events/domain-events.js';
import { Transactions } from '../../database/index.js';
import { SecretStoreUnavailableError } from '../credentials.errors.js';
import { SecretStores } from './secret-stores.js';
import { SecretAttached, SecretRemoved } from './secrets.events.js';
import type { ToolSecret } from './tool-secret.entity.js';
import { ToolSecretsRepository } from './tool-secrets.repository.js';

/** Keeps what is known of secrets, and their values in the store in use, together. */
@Injectable()
export class SecretRecords {
  readonly #log = new Logger(SecretRecords.name);

  constructor(
    private readonly secrets: ToolSecretsRepository,
    private readonly stores: SecretStores,
    private readonly transactions: Transactions,
    private readonly events: DomainEvents,
  ) {}

  /** By slot. */
  list(toolId: string): Promise<ToolSecret[]> {
    return this.secrets.findByTool(toolId);
  }

  /** By slot, from behind `after`; one more than `limit`, where there is one. */
  page(toolId: string, limit: number, after?: string): Promise<ToolSecret[]> {
    return this.secrets.findPage(toolId, limit, after);
  }

  async put(secret: ToolSecret, value: string): Promise<void> {
    await this.transactions.run(async () => {
      const before = await this.secrets.find(secret.toolId, secret.slot);
      await this.secrets.save(secret);
      await this.events.publish(new SecretAttached(before, secret));
      await this.ofStore(this.stores.inUse().put(secret, value));
    });
  }

  /** Whether there was one. */
  async delete(toolId: string, slot: string): Promise<boolean> {
    return this.transactions.run(async () => {
      const before = await this.secrets.find(toolId, slot);
      if (!before || !(await this.secrets.delete(toolId, slot))) return false;
      await this.events.publish(new SecretRemoved(before));
      await this.ofStore(this.stores.inUse().delete({ toolId, slot }));
      return true;
    });
  }

  async deleteAll(toolId: string): Promise<void> {
    for (const { slot } of await this.list(toolId)) await this.delete(toolId, slot);
  }

  /** @throws SecretStoreUnavailableError when the store cannot tell: without its secret a tool is not called. */
  async value({ toolId, slot }: ToolSecret): Promise<string | undefined> {
    return this.ofStore(this.stores.inUse().get({ toolId, slot }));
  }

  /** What a store throws may hold what it was given: it is told by its type alone. */
  private async ofStore<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      const type = error instanceof Error ? error.name : typeof error;
      this.#log.error(`The secret store "${this.stores.inUse().kind}" failed: ${type}`);
      throw new SecretStoreUnavailableError();
    }
  }
}
