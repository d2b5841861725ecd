/** `resource:verb`, or `resource:verb:id` for one object. */
export type Permission = string;

const PERMISSION = /^(\*|[a-z][a-z-]*:(\*|[a-z][a-z-]*)(:[A-Za-z0-9_-]{1,64})?)$/;

export function isPermission(text: unknown): text is Permission {
  return typeof text === 'string' && PERMISSION.test(text);
}

/** Whether holding `held` includes `wanted`. `*` includes all, `tool:*` every verb on tools, `tool:invoke` every id. */
export function includesPermission(held: Permission, wanted: Permission): boolean {
  if (held === '*') return true;
  const [resource, verb, id] = held.split(':');
  const [wantedResource, wantedVerb, wantedId] = wanted.split(':');
  if (resource !== wantedResource) return false;
  if (verb !== '*' && verb !== wantedVerb) return false;
  return id === undefined || id === wantedId;
}

/** An immutable set of permissions. */
export class PermissionSet {
  constructor(private readonly held: readonly Permission[]) {}

  /** Whether the permission is held, for this object where an id is given, else for every object. */
  allows(permission: Permission, id?: string): boolean {
    const wanted = id === undefined ? permission : `${permission}:${id}`;
    return this.held.some((it) => includesPermission(it, wanted));
  }

  /** Whether the permission is held for every object or for at least one. */
  allowsSome(permission: Permission): boolean {
    return this.allows(permission) || this.held.some((it) => it.startsWith(`${permission}:`));
  }

  /** What both sets allow: the intersection of two grants. */
  intersect(other: PermissionSet): PermissionSet {
    const common = [...this.held.filter((it) => other.allows(it)), ...other.held.filter((it) => this.allows(it))];
    return new PermissionSet([...new Set(common)]);
  }

  /** Those of `wanted` that are not held. */
  missing(wanted: readonly Permission[]): Permission[] {
    return wanted.filter((it) => !this.allows(it));
  }

  toArray(): readonly Permission[] {
    return this.held;
  }
}
