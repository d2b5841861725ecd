import { Matches } from 'class-validator';

/** 32 bytes in base64url: the last character holds four bits. */
const THUMBPRINT = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/;

/** The SHA-256 thumbprint of a key (RFC 7638). */
export const IsThumbprint = () =>
  Matches(THUMBPRINT, { message: '$property must be a SHA-256 thumbprint in base64url' });
