import { Injectable } from '@nestjs/common';
import { Keyring } from '../../common/crypto/keyring.js';
import { Seals } from '../../database/index.js';
import type { SecretRef, SecretStore } from './secret-store.js';
import { SecretValuesRepository } from './secret-values.repository.js';

const PURPOSE = 'tool-secret';

/** Keeps secrets in the registry's own database, each encrypted so that it opens in its own row only. */
@Injectable()
@Seals({
  table: 'secret_value',
  column: 'sealed',
  purpose: PURPOSE,
  contextColumns: ['tool_id', 'slot', 'agent_id'],
  context: (toolId, slot, agentId) => contextOf({ toolId, slot, agentId }),
})
export class DatabaseSecretStore implements SecretStore {
  readonly kind = 'database';
  readonly description = "The registry's own database, encrypted under the master key.";

  constructor(
    private readonly values: SecretValuesRepository,
    private readonly keyring: Keyring,
  ) {}

  async put(ref: SecretRef, value: string): Promise<void> {
    await this.values.save(ref, this.keyring.seal(PURPOSE, value, contextOf(ref)));
  }

  async get(ref: SecretRef): Promise<string | undefined> {
    const sealed = await this.values.findSealed(ref);
    return sealed && this.keyring.open(PURPOSE, sealed, contextOf(ref));
  }

  async delete(ref: SecretRef): Promise<void> {
    await this.values.delete(ref);
  }
}

function contextOf({ toolId, slot, agentId }: Pick<SecretRef, 'toolId' | 'slot' | 'agentId'>): string {
  return ['secret_value', toolId, slot, ...(agentId ? [agentId] : [])].join(':');
}
