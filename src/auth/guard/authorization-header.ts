/** A token as RFC 6750 §2.1 and RFC 9449 §7.1 let it be presented: in the `Authorization` header and nowhere else. */
export interface PresentedToken {
  readonly scheme: 'Bearer' | 'DPoP';
  readonly token: string;
}

/** Undefined for another scheme and for anything but exactly one token. What the token is made of is not looked at. */
export function presentedToken(authorization: string | undefined): PresentedToken | undefined {
  const space = authorization?.indexOf(' ') ?? -1;
  if (authorization === undefined || space === -1) return undefined;
  const scheme = schemeOf(authorization.slice(0, space));
  const token = authorization.slice(space + 1).trimStart();
  return scheme && token !== '' && !token.includes(' ') ? { scheme, token } : undefined;
}

function schemeOf(name: string): PresentedToken['scheme'] | undefined {
  const lower = name.toLowerCase();
  if (lower === 'bearer') return 'Bearer';
  return lower === 'dpop' ? 'DPoP' : undefined;
}
