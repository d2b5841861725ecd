/** RFC 8693 §3. */
export const ACCESS_TOKEN_TYPE = 'urn:ietf:params:oauth:token-type:access_token';
const JWT_TYPE = 'urn:ietf:params:oauth:token-type:jwt';

/** Whether the type is one of those that our access tokens are of. */
export function isOwnTokenType(type: string): boolean {
  return type === ACCESS_TOKEN_TYPE || type === JWT_TYPE;
}
