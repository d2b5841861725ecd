import { Injectable } from '@nestjs/common';
import { DomainEvents } from '../../common/events/domain-events.js';
import { Transactions } from '../../database/index.js';
import { SecretNotFoundError } from '../credentials.errors.js';
import type { AgentSecret } from './agent-secret.entity.js';
import { AgentSecretsRepository } from './agent-secrets.repository.js';
import { AgentSecretAttached, AgentSecretRemoved } from './agent-secrets.events.js';
import { storedSecret } from './stored-secret.js';
import { StoredSecrets } from './stored-secrets.js';

/** Keeps what is known of agents' own secrets, and the values in their store. */
@Injectable()
export class AgentSecretRecords {
  constructor(
    private readonly secrets: AgentSecretsRepository,
    private readonly stored: StoredSecrets,
    private readonly transactions: Transactions,
    private readonly events: DomainEvents,
  ) {}

  find(toolId: string, slot: string, agentId: string): Promise<AgentSecret | null> {
    return this.secrets.find(toolId, slot, agentId);
  }

  /** @throws SecretNotFoundError when the slot is meanwhile gone or the tool's, SecretStoreUnavailableError */
  async put(secret: AgentSecret, value: string): Promise<void> {
    const stored = storedSecret(secret);
    if (!stored) throw new SecretNotFoundError();
    await this.stored.write(stored, value, async () => {
      if (!(await this.secrets.save(secret))) throw new SecretNotFoundError();
      await this.events.publish(new AgentSecretAttached(secret));
    });
  }

  /** Whether there was one. */
  async delete(toolId: string, slot: string, agentId: string): Promise<boolean> {
    const existed = await this.transactions.run(async () => {
      if (!(await this.secrets.delete(toolId, slot, agentId))) return false;
      await this.events.publish(new AgentSecretRemoved({ toolId, slot, agentId }));
      return true;
    });
    await this.stored.dispose();
    return existed;
  }
}
