import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { StartError } from '../../common/errors/start-error.js';
import { ExtensionRegistry } from '../../common/extensions/extension-registry.js';
import { Environment } from '../../config/environment.js';
import { SECRET_STORE, type SecretStore } from './secret-store.js';

/** Every installed secret store, and the one that is in use. */
@Injectable()
export class SecretStores extends ExtensionRegistry<SecretStore> {
  constructor(
    discovery: DiscoveryService,
    private readonly environment: Environment,
  ) {
    super(SECRET_STORE, discovery);
  }

  /** A store that is not installed must fail the boot: by then all were registered. */
  override onApplicationBootstrap(): void {
    super.onApplicationBootstrap();
    const { SECRET_STORE: chosen } = this.environment;
    const installed = this.list().map((it) => it.kind);
    if (installed.includes(chosen)) return;
    throw new StartError(`SECRET_STORE names "${chosen}", which is not installed. Installed: ${installed.join(', ')}.`);
  }

  /** The store that the operator chose. */
  inUse(): SecretStore {
    return this.get(this.environment.SECRET_STORE);
  }
}
