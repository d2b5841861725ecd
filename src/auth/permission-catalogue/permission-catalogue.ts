import { Injectable, type Type } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { ACCESS_RULE, type AccessRule } from '../guard/access.decorators.js';
import type { Permission } from '../permissions.js';
import { CHECKED_PERMISSIONS, type CheckedPermission } from './checks-permission.decorator.js';
import { UnknownPermissionError } from './permission-catalogue.errors.js';

/** The permissions that something asks for: those of routes, the guests' included, and those of services. */
@Injectable()
export class PermissionCatalogue {
  #known: ReadonlyMap<Permission, CheckedPermission> | undefined;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  /** By name; none is narrowed. */
  list(): readonly CheckedPermission[] {
    return [...this.known().values()].sort((one, other) => (one.permission < other.permission ? -1 : 1));
  }

  /** Whether holding the permission, narrowed or not, could ever open something. `*` and `resource:*` may. */
  isKnown(permission: Permission): boolean {
    const [resource = '', verb = ''] = permission.split(':');
    if (resource === '*') return true;
    if (verb !== '*') return this.known().has(`${resource}:${verb}`);
    return this.list().some((it) => it.permission.startsWith(`${resource}:`));
  }

  /**
   * For whatever grants permissions: a misspelt one would silently open nothing.
   *
   * @param pointer JSON pointer to the list in the request.
   * @throws UnknownPermissionError naming each member that nothing asks for.
   */
  requireKnown(permissions: readonly Permission[], pointer = '/permissions'): void {
    const unknown = permissions.flatMap((permission, index) =>
      this.isKnown(permission) ? [] : [{ permission, pointer: `${pointer}/${String(index)}` }],
    );
    if (unknown.length > 0) throw new UnknownPermissionError(unknown);
  }

  /** Looked for at the first question, when all modules are there. */
  private known(): ReadonlyMap<Permission, CheckedPermission> {
    return (this.#known ??= combined([...this.ofRoutes(), ...this.ofServices()]));
  }

  private ofRoutes(): CheckedPermission[] {
    return this.discovery.getControllers().flatMap(({ metatype }) => {
      const controller = metatype as Type;
      const prototype = controller.prototype as Record<string, () => unknown>;
      return this.scanner.getAllMethodNames(prototype).flatMap((name) => {
        const handler = prototype[name];
        return handler ? this.ofRule(this.reflector.getAllAndOverride(ACCESS_RULE, [handler, controller])) : [];
      });
    });
  }

  private ofRule(rule: AccessRule | undefined): CheckedPermission[] {
    if (rule?.access !== 'permission') return [];
    const { permission, narrowedBy, narrowedInService = false } = rule;
    return [{ permission, narrowable: narrowedBy !== undefined || narrowedInService }];
  }

  private ofServices(): CheckedPermission[] {
    return this.discovery.getProviders().flatMap(({ metatype }) => {
      if (typeof metatype !== 'function') return [];
      return this.reflector.get<CheckedPermission | undefined>(CHECKED_PERMISSIONS, metatype as Type) ?? [];
    });
  }
}

/** One entry a permission: narrowable where anything takes it narrowed. */
function combined(all: readonly CheckedPermission[]): ReadonlyMap<Permission, CheckedPermission> {
  const known = new Map<Permission, CheckedPermission>();
  for (const { permission, narrowable } of all) {
    known.set(permission, { permission, narrowable: narrowable || (known.get(permission)?.narrowable ?? false) });
  }
  return known;
}
