import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
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
    this.inUse();
  }

  /** The store that the operator chose. */
  inUse(): SecretStore {
    return this.get(this.environment.SECRET_STORE);
  }
}
