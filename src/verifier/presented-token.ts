/** A token as RFC 6750 §2.1 and RFC 9449 §7.1 let it be presented: in the `Authorization` header and nowhere else. */
export interface PresentedToken {
  readonly scheme: 'Bearer' | 'DPoP';
  readonly token: string;
}

const HEADER = /^(?:(?<bearer>bearer)|dpop) +(?<token>[A-Za-z0-9._~+/=-]{1,4096})$/i;

/** Undefined for another scheme and for anything but exactly one token. */
export function presentedToken(authorization: string | undefined): PresentedToken | undefined {
  const { bearer, token } = HEADER.exec(authorization ?? '')?.groups ?? {};
  return token === undefined ? undefined : { scheme: bearer === undefined ? 'DPoP' : 'Bearer', token };
}
