import { HttpAdapterHost } from '@nestjs/core';
import { StartError } from './common/errors/start-error.js';
import { OutboundClient } from './common/outbound/outbound.client.js';
import { OwnEndpoints } from './common/outbound/own-endpoints.js';
import { Resolver } from './common/outbound/resolver.js';
import { VaultKv } from './common/vault/vault-kv.js';
import type { Environment } from './config/environment.js';
import { outboundOptions } from './config/outbound.js';
import { vaultOptions } from './config/vault.js';

/**
 * The master key that Vault keeps, in base64; undefined where it is to come from elsewhere.
 *
 * @param databaseUrl the database in use: no outbound call reaches it.
 * @throws StartError when Vault has no such key or does not give it.
 */
export async function vaultMasterKey(environment: Environment, databaseUrl: string): Promise<string | undefined> {
  const { MASTER_KEY_VAULT_PATH: path } = environment;
  if (path === undefined) return undefined;
  const key = await readOnce(environment, databaseUrl, path);
  if (/^[A-Za-z0-9+/]{43}=$/.test(key ?? '')) return key;
  throw new StartError('MASTER_KEY_VAULT_PATH leads to no member `value` of 32 bytes in base64.');
}

async function readOnce(environment: Environment, databaseUrl: string, path: string): Promise<string | undefined> {
  const options = outboundOptions(environment, databaseUrl);
  const resolver = new Resolver();
  const client = new OutboundClient(options, new OwnEndpoints(options, resolver, new HttpAdapterHost()), resolver);
  try {
    return await new VaultKv(client.forOperator(), vaultOptions(environment)).read(path);
  } catch (error) {
    const type = error instanceof Error ? error.name : typeof error;
    throw new StartError(`The master key cannot be read from Vault: ${type}.`);
  } finally {
    await client.onApplicationShutdown();
  }
}
