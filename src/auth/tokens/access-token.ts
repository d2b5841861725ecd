import type { Permission } from '../permissions.js';

/** What an access token of ours says (a JWT after RFC 9068); times in seconds since 1970. */
export interface AccessTokenClaims {
  readonly iss: string;
  readonly aud: string;
  /** The agent's id; `client_id` is the same. */
  readonly sub: string;
  readonly client_id: string;
  readonly iat: number;
  readonly exp: number;
  readonly jti: string;
  /** The agent's token epoch when the token was made. */
  readonly epoch: number;
  /** Name of the auth method instance that proved the agent. */
  readonly method: string;
  /** Narrows the agent's permissions; absent: no narrowing, empty: nothing. */
  readonly permissions?: readonly Permission[];
}
