/**
 * `resource:verb`, `resource:*` or `*`; narrowed to one object (`tool:invoke:<id>`) or to the objects with a tag
 * (`tool:invoke:#finance`).
 */
export type Permission = string;

/** An object that a permission may be narrowed to. */
export interface PermissionTarget {
  readonly id: string;
  /** Absent: they are not known, so permissions narrowed to a tag do not count. */
  readonly tags?: readonly string[];
}

/** A permission taken apart. */
interface Grant {
  readonly resource: string;
  readonly verb: string;
  /** What an object must meet, all of it: ids as they are, tags with `#`. Empty: every object. */
  readonly conditions: readonly string[];
}

/** Tags as the registry takes them; they may hold colons, ids may not. */
const PERMISSION = /^(?:\*|([a-z][a-z-]*):(\*|[a-z][a-z-]*)(?::([A-Za-z0-9_-]{1,64}|#[a-z0-9][a-z0-9_.:-]{0,62}))?)$/;

/** Of one set. There are fewer permissions than that; what others invent is not to fill the memory. */
const MOST_REMEMBERED = 100;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function isPermission(text: unknown): text is Permission {
  return typeof text === 'string' && PERMISSION.test(text);
}

/** What is not a permission grants nothing. */
function parse(permission: Permission): Grant[] {
  if (permission === '*') return [{ resource: '*', verb: '*', conditions: [] }];
  const [, resource, verb, condition] = PERMISSION.exec(permission) ?? [];
  if (resource === undefined || verb === undefined) return [];
  return [{ resource, verb, conditions: condition === undefined ? [] : [asStored(condition)] }];
}

/** UUIDs are stored in lower case. */
function asStored(condition: string): string {
  return UUID.test(condition) ? condition.toLowerCase() : condition;
}

/** `*` includes all, `tool:*` every verb on tools, `tool:invoke` every object. */
function includes(held: Grant, wanted: Grant): boolean {
  if (held.resource !== '*' && held.resource !== wanted.resource) return false;
  if (held.verb !== '*' && held.verb !== wanted.verb) return false;
  return held.conditions.every((it) => wanted.conditions.includes(it));
}

/** What both grant, exactly; nothing where they have nothing in common. */
function meet(one: Grant, other: Grant): Grant[] {
  const resource = common(one.resource, other.resource);
  const verb = common(one.verb, other.verb);
  const conditions = [...new Set([...one.conditions, ...other.conditions])].sort();
  const ids = conditions.filter((it) => !it.startsWith('#'));
  if (resource === undefined || verb === undefined || ids.length > 1) return [];
  return [{ resource, verb, conditions }];
}

function common(one: string, other: string): string | undefined {
  if (one === '*') return other;
  return other === '*' || one === other ? one : undefined;
}

const keyOf = ({ resource, verb, conditions }: Grant) => [resource, verb, ...conditions].join(' ');

/** An immutable set of permissions. */
export class PermissionSet {
  #grants: readonly Grant[];
  /** Routes ask for the same few with every request. */
  readonly #narrowings = new Map<Permission, readonly (readonly string[])[]>();

  constructor(held: readonly Permission[]) {
    this.#grants = [...new Set(held)].flatMap(parse);
  }

  /**
   * Whether the permission is held: for the object where one is given, else for every object.
   *
   * Of an object given by its id alone the tags are not known, so it may be allowed all the same.
   */
  allows(permission: Permission, target?: string | PermissionTarget): boolean {
    const conditions = target === undefined ? [] : conditionsMetBy(target);
    return parse(permission).some((it) => {
      const wanted = { ...it, conditions: [...it.conditions, ...conditions] };
      return this.#grants.some((held) => includes(held, wanted));
    });
  }

  /** Whether the permission is held for every object or, as far as can be told without looking at them, for some. */
  allowsSome(permission: Permission): boolean {
    return this.narrowings(permission).length > 0;
  }

  /**
   * For which objects the permission is held: those that meet all conditions of at least one entry, ids as they are and
   * tags with `#`. An entry without conditions is met by every object.
   */
  narrowings(permission: Permission): readonly (readonly string[])[] {
    const known = this.#narrowings.get(permission);
    if (known) return known;
    const [wanted] = parse(permission);
    const found = wanted ? this.#grants.flatMap((held) => meet(held, wanted).map((it) => it.conditions)) : [];
    if (this.#narrowings.size < MOST_REMEMBERED) this.#narrowings.set(permission, found);
    return found;
  }

  /** What both sets allow, exactly: the intersection of two grants. */
  intersect(other: PermissionSet): PermissionSet {
    const shared = this.#grants.flatMap((one) => other.#grants.flatMap((two) => meet(one, two)));
    const both = new PermissionSet([]);
    both.#grants = [...new Map(shared.map((it) => [keyOf(it), it])).values()];
    return both;
  }

  /** Those of `wanted` that are not held. */
  missing(wanted: readonly Permission[]): Permission[] {
    return wanted.filter((it) => !this.allows(it));
  }

  /** Whether everything that the other set allows is allowed by this one too. */
  covers(other: PermissionSet): boolean {
    return other.#grants.every((it) => this.#grants.some((held) => includes(held, it)));
  }

  /**
   * The set in writing.
   *
   * What an intersection has narrowed to an id and a tag at once, or to two tags, has no written form and is left out:
   * whatever is made of the text holds less, never more.
   */
  toArray(): readonly Permission[] {
    return this.#grants.filter((it) => it.conditions.length < 2).map(written);
  }
}

function written({ resource, verb, conditions }: Grant): Permission {
  return resource === '*' ? '*' : [resource, verb, ...conditions].join(':');
}

/** What comes as an id and looks like a tag meets nothing. */
function conditionsMetBy(target: string | PermissionTarget): string[] {
  const { id, tags = [] } = typeof target === 'string' ? { id: target } : target;
  return [...(id.startsWith('#') ? [] : [id]), ...tags.map((it) => `#${it}`)];
}
