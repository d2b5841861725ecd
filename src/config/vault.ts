import type { VaultOptions } from '../common/vault/vault-kv.js';
import type { Environment } from './environment.js';

/** What the environment says about Vault. @throws Error where it says nothing. */
export function vaultOptions({ VAULT_ADDR, VAULT_TOKEN, VAULT_NAMESPACE, VAULT_KV_MOUNT }: Environment): VaultOptions {
  if (!VAULT_ADDR || !VAULT_TOKEN) throw new Error('VAULT_ADDR and VAULT_TOKEN are not set');
  const namespace = VAULT_NAMESPACE && { namespace: VAULT_NAMESPACE };
  return { address: VAULT_ADDR, token: VAULT_TOKEN, mount: VAULT_KV_MOUNT, ...namespace };
}
