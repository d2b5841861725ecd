import { type CustomDecorator, SetMetadata } from '@nestjs/common';

export const REQUIRED_SCOPES = Symbol('RequiredScopes');

/** Scopes that a credential must hold, all of them, to call this; those of a method stand in place of its class's. */
export const RequireScopes = (...scopes: readonly [string, ...string[]]): CustomDecorator<symbol> =>
  SetMetadata(REQUIRED_SCOPES, scopes);
