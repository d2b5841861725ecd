/** `resource:verb`, or `resource:verb:id` for one object. */
export type Permission = string;

const PERMISSION = /^(\*|[a-z][a-z-]*:(\*|[a-z][a-z-]*)(:[A-Za-z0-9_-]{1,64})?)$/;

export function isPermission(text: unknown): text is Permission {
  return typeof text === 'string' && PERMISSION.test(text);
}

/** Whether holding `held` includes `wanted`. `*` includes all, `tool:*` every verb on tools, `tool:invoke` every id. */
function includesPermission(held: Permission, wanted: Permission): boolean {
  if (held === '*') return true;
  const [resource, verb, id] = held.split(':');
  const [wantedResource, wantedVerb, wantedId] = wanted.split(':');
  if (resource !== wantedResource) return false;
  if (verb !== '*' && verb !== wantedVerb) return false;
  return id === undefined || id === wantedId;
}

/** The widest permission that both include; undefined when they have nothing in common. */
function meet(one: Permission, other: Permission): Permission | undefined {
  if (includesPermission(one, other)) return other;
  if (includesPermission(other, one)) return one;
  const [resource, verb, id] = one.split(':');
  const [otherResource, otherVerb, otherId] = other.split(':');
  if (resource !== otherResource || (id !== undefined && otherId !== undefined && id !== otherId)) return undefined;
  // Neither includes the other, so each is the narrower one in verb or in id: `tool:*:a` and `tool:invoke`.
  const common = verb === '*' ? otherVerb : otherVerb === '*' ? verb : undefined;
  return common && `${resource}:${common}:${id ?? otherId}`;
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
    return this.held.some((it) => meet(it, permission) !== undefined);
  }

  /** What both sets allow, exactly: the intersection of two grants. */
  intersect(other: PermissionSet): PermissionSet {
    const common = this.held.flatMap((one) => other.held.map((two) => meet(one, two)));
    return new PermissionSet([...new Set(common)].filter((it) => it !== undefined));
  }

  /** Those of `wanted` that are not held. */
  missing(wanted: readonly Permission[]): Permission[] {
    return wanted.filter((it) => !this.allows(it));
  }

  toArray(): readonly Permission[] {
    return this.held;
  }
}
