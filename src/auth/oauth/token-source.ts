import { type Extension, ExtensionPoint } from '../../common/extensions/extension-point.js';
import type { Permission, PermissionSet } from '../permissions.js';
import type { IntrospectionResponse } from './dto/introspection.response.js';

/**
 * Knows tokens that this registry gives out and that are no access tokens to it: CredentialsModule knows vended
 * credentials. So whoever asks about a token by RFC 7662 needs not know which kind it is.
 */
export interface TokenSource extends Extension {
  /** Whoever holds it, narrowed or not, may ask; about which tokens is the source's to say. */
  readonly permission: Permission;

  /**
   * What there is to know of a token; nothing about it is changed or used up.
   *
   * @param address from which it was presented, where the asker says so.
   * @returns undefined for one that is unknown, not good, or not the asker's to know.
   */
  introspect(permissions: PermissionSet, token: string, address?: string): Promise<IntrospectionResponse | undefined>;
}

/** Where sources of tokens plug in: `TOKEN_SOURCE.provide(CredentialTokenSource)`. */
export const TOKEN_SOURCE = new ExtensionPoint<TokenSource>('TOKEN_SOURCE');
