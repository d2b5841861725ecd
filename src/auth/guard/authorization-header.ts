const B64_TOKEN = /^[A-Za-z0-9._~+/-]+=*$/;

/** A token as RFC 6750 §2.1 and RFC 9449 §7.1 let it be presented: in the `Authorization` header and nowhere else. */
export interface PresentedToken {
  readonly scheme: 'Bearer' | 'DPoP';
  readonly token: string;
}

/** Undefined for another scheme and for anything but exactly one token. */
export function presentedToken(authorization: string | undefined): PresentedToken | undefined {
  if (authorization === undefined) return undefined;
  const space = authorization.indexOf(' ');
  const scheme = schemeOf(authorization.slice(0, space));
  const token = authorization.slice(space + 1).trimStart();
  return scheme && B64_TOKEN.test(token) ? { scheme, token } : undefined;
}

function schemeOf(name: string): PresentedToken['scheme'] | undefined {
  const lower = name.toLowerCase();
  if (lower === 'bearer') return 'Bearer';
  return lower === 'dpop' ? 'DPoP' : undefined;
}
