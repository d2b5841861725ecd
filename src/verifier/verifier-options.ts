/** How a tool's service verifies credentials. */
export interface VerifierOptions {
  /** The registry's PUBLIC_URL: whom it asks, and who must have issued a JWT credential. */
  readonly registryUrl: string;
  /** The tool that this service is; credentials of any other are refused. */
  readonly toolId: string;
  /** For whom credentials must be. Default: the tool's URI, `<registryUrl>/api/v1/tools/<toolId>`, as theirs is. */
  readonly audience?: string;
  /**
   * An access token or API key with the permission `credential:validate:<toolId>`, or who gets one: asked each time, so that
   * it keeps what it got. Left out, no opaque credential is accepted; empty or undefined, as an unset variable is, it is refused.
   */
  readonly accessToken?: string | (() => string | Promise<string>);
  /**
   * Whether the registry is asked about JWT credentials as well, so that a revocation counts at once. Default: false; a
   * revoked one is then good until it expires, five minutes at most. True needs an access token.
   */
  readonly online?: boolean;
  /** By how many seconds clocks may differ. Default: 5. */
  readonly skewSeconds?: number;
  /** Milliseconds after which the registry counts as unavailable. Default: 5000. */
  readonly timeoutMs?: number;
  /** Most DPoP proofs that are remembered at once; further ones are refused as `unavailable`. Default: 100 000. */
  readonly mostProofs?: number;
  /** Sends requests to the registry. Default: the global one. */
  readonly fetch?: typeof globalThis.fetch;
  /** Tells the time. Default: the system's. */
  readonly now?: () => Date;
}
