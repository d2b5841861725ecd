import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { ExtensionRegistry } from '../../common/extensions/extension-registry.js';
import type { PermissionSet } from '../permissions.js';
import { TOKEN_SOURCE, type TokenSource } from './token-source.js';

/** Every installed source of tokens. */
@Injectable()
export class TokenSources extends ExtensionRegistry<TokenSource> {
  constructor(discovery: DiscoveryService) {
    super(TOKEN_SOURCE, discovery);
  }

  /** Those whose tokens may be asked about, some of them at least. */
  openTo(permissions: PermissionSet): readonly TokenSource[] {
    return this.list().filter((it) => permissions.allowsSome(it.permission));
  }
}
