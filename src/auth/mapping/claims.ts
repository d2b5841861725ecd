type Claims = Readonly<Record<string, unknown>>;

const MOST_VALUES = 1000;

/**
 * The claim at a path: a member of that very name (`https://idp.example/roles`), else the way its dots show
 * (`realm_access.roles`). Looks at own members of objects alone.
 */
export function claimAt(claims: Claims, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path];
  return path.split('.').reduce<unknown>(memberOf, claims);
}

/** Whether the claim at a path is a value, or a list with it. Texts are compared exactly, anything else matches nothing. */
export function claimIncludes(claims: Claims, path: string, value: string): boolean {
  const claim = claimAt(claims, path);
  return Array.isArray(claim) ? claim.slice(0, MOST_VALUES).includes(value) : claim === value;
}

function memberOf(value: unknown, name: string): unknown {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject && Object.hasOwn(value, name) ? (value as Claims)[name] : undefined;
}
