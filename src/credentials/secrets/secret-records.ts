import { Injectable } from '@nestjs/common';
import { DomainEvents } from '../../common/events/domain-events.js';
import { Transactions } from '../../database/index.js';
import { AgentSecretsRepository } from './agent-secrets.repository.js';
import { SecretAttached, SecretRemoved } from './secrets.events.js';
import { storedSecret } from './stored-secret.js';
import { StoredSecrets } from './stored-secrets.js';
import type { ToolSecret } from './tool-secret.entity.js';
import { ToolSecretsRepository } from './tool-secrets.repository.js';

/** Keeps what is known of tools' slots, and the tools' own values in their store. */
@Injectable()
export class SecretRecords {
  constructor(
    private readonly secrets: ToolSecretsRepository,
    private readonly ofAgents: AgentSecretsRepository,
    private readonly stored: StoredSecrets,
    private readonly transactions: Transactions,
    private readonly events: DomainEvents,
  ) {}

  find(toolId: string, slot: string): Promise<ToolSecret | null> {
    return this.secrets.find(toolId, slot);
  }

  /** By slot, from behind `after`; one more than `limit`, where there is one. */
  page(toolId: string, limit: number, after?: string): Promise<ToolSecret[]> {
    return this.secrets.findPage(toolId, limit, after);
  }

  /** Without a value: of a slot whose values are held by agents, or written by the operator of a store. */
  async put(secret: ToolSecret, value: string | undefined): Promise<void> {
    const stored = storedSecret(secret);
    if (stored && value !== undefined) return this.stored.write(stored, value, () => this.save(secret));
    await this.transactions.run(() => this.save(secret));
    await this.stored.dispose();
  }

  /** Whether there was one. */
  async delete(toolId: string, slot: string): Promise<boolean> {
    const existed = await this.transactions.run(async () => {
      const before = await this.secrets.find(toolId, slot);
      if (!before || !(await this.secrets.delete(toolId, slot))) return false;
      await this.events.publish(new SecretRemoved(before));
      return true;
    });
    await this.stored.dispose();
    return existed;
  }

  private async save(secret: ToolSecret): Promise<void> {
    const before = await this.secrets.find(secret.toolId, secret.slot);
    await this.secrets.save(secret);
    if (secret.holder === 'tool') await this.ofAgents.deleteOfSlot(secret.toolId, secret.slot);
    await this.events.publish(new SecretAttached(before, secret));
  }
}
