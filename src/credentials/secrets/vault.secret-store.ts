import { Injectable } from '@nestjs/common';
import { OutboundClient } from '../../common/outbound/outbound.client.js';
import { VaultKv } from '../../common/vault/vault-kv.js';
import { Environment } from '../../config/environment.js';
import { vaultOptions } from '../../config/vault.js';
import type { SecretRef, SecretStore } from './secret-store.js';

/** Keeps each value as a secret of its own in Vault, below a path of its tool. */
@Injectable()
export class VaultSecretStore implements SecretStore {
  readonly kind = 'vault';
  readonly description = 'The KV engine, version 2, of HashiCorp Vault or OpenBao.';

  constructor(
    private readonly outbound: OutboundClient,
    private readonly environment: Environment,
  ) {}

  put(ref: SecretRef, value: string): Promise<void> {
    return this.kv().write(this.pathOf(ref), value);
  }

  get(ref: SecretRef): Promise<string | undefined> {
    return this.kv().read(this.pathOf(ref));
  }

  delete(ref: SecretRef): Promise<void> {
    return this.kv().destroy(this.pathOf(ref));
  }

  private kv(): VaultKv {
    return new VaultKv(this.outbound.forOperator(), vaultOptions(this.environment));
  }

  private pathOf({ toolId, agentId, slot, valueId }: SecretRef): string {
    const holder = agentId === undefined ? 'slots' : `agents/${agentId}`;
    return `${this.environment.VAULT_KV_PREFIX}/tools/${toolId}/${holder}/${slot}/${valueId}`;
  }
}
