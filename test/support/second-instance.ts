import type { Type } from '@nestjs/common';
import { ApiClient } from './api-client.js';
import { startTestRegistry, type TestRegistry } from './registry.js';

/** Asks one instance as the proxy in front of all of them does: by the name that they share. */
class BehindProxy extends ApiClient {
  constructor(
    url: string,
    private readonly host: string,
    token?: string,
  ) {
    super(url, token);
  }

  override as(token: string): ApiClient {
    return new BehindProxy(this.url, this.host, token);
  }

  override send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    return super.send(method, path, body, { 'x-forwarded-host': this.host, ...headers });
  }
}

export interface SecondInstance extends TestRegistry {
  /** Sees what the first instance has issued as its own. */
  readonly api: ApiClient;
}

/** Another instance of a registry: on its database, with its keys, under its name. */
export async function startSecondInstance(
  first: TestRegistry,
  variables: Record<string, string> = {},
  extensions: readonly Type[] = [],
): Promise<SecondInstance> {
  const shared = { DATABASE_URL: first.databaseUrl, PUBLIC_URL: first.url, TRUSTED_PROXIES: '127.0.0.0/8' };
  const registry = await startTestRegistry({ extensions, variables: { ...shared, ...variables } });
  return { ...registry, api: new BehindProxy(registry.url, new URL(first.url).host) };
}
