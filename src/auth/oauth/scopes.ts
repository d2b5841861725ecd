import { Injectable } from '@nestjs/common';
import { PermissionCatalogue } from '../permission-catalogue/permission-catalogue.js';
import { isPermission, type Permission, type PermissionSet } from '../permissions.js';
import { InvalidScopeError } from './oauth.errors.js';

/** OAuth scopes are permissions. */
@Injectable()
export class Scopes {
  constructor(private readonly catalogue: PermissionCatalogue) {}

  /**
   * The permissions that a `scope` parameter asks for (RFC 6749 §3.3).
   *
   * @throws InvalidScopeError unless each is known and held whole: a wider one is not cut down in silence.
   */
  requireHeld(scope: string, held: PermissionSet): readonly Permission[] {
    const wanted = [...new Set(scope.split(' '))];
    const unknown = wanted.filter((it) => !isPermission(it) || !this.catalogue.isKnown(it));
    if (unknown.length > 0) throw new InvalidScopeError(`There is no such permission: ${unknown.join(' ')}`);
    const missing = held.missing(wanted);
    if (missing.length > 0) throw new InvalidScopeError(`Not held, at least not whole: ${missing.join(' ')}`);
    return wanted;
  }
}
