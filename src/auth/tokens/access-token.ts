/** An agent on which a token rests. */
export interface AgentEpoch {
  /** The agent's id. */
  readonly sub: string;
  /** Its token epoch when the token was made: the token ends with it. */
  readonly epoch: number;
}

/** Who acts for the subject (RFC 8693 §4.1): an agent, and who acted before it. */
export interface Actor extends AgentEpoch {
  readonly act?: Actor;
}

/** What an access token of ours says (a JWT after RFC 9068); times in seconds since 1970. */
export interface AccessTokenClaims {
  readonly iss: string;
  readonly aud: string;
  /** The agent's id. */
  readonly sub: string;
  /** The OAuth client that got the token, else the agent's id. */
  readonly client_id: string;
  readonly iat: number;
  readonly exp: number;
  readonly jti: string;
  /** The agent's token epoch when the token was made. */
  readonly epoch: number;
  /** Name of the auth method instance that proved the agent. */
  readonly method: string;
  /** Permissions, separated by spaces, that narrow the agent's; absent: no narrowing, empty: nothing. */
  readonly scope?: string;
  /** Ids of what the token rests on beside itself; it ends when any of them is revoked. */
  readonly basis?: readonly string[];
  /** Addresses and CIDR ranges from which alone it may be used. */
  readonly addresses?: readonly string[];
  /** When the proof that the token rests on ends for good. */
  readonly proof_exp?: number;
  readonly act?: Actor;
  /** Agents by whose clients the token was exchanged: it ends with any of them, as with those that act. */
  readonly rests_on?: readonly AgentEpoch[];
  /** Thumbprint (RFC 7638) of the key that whoever presents the token must prove to hold (RFC 9449). */
  readonly cnf?: { readonly jkt: string };
}
