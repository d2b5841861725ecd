/** Token under which the options are provided. */
export const OUTBOUND_OPTIONS = Symbol('OUTBOUND_OPTIONS');

/** Where something of ours listens. A host starting with `/` is a socket folder of this machine. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** What outbound calls may do; `outboundOptions` in config makes it from the environment. */
export interface OutboundOptions {
  /** Whether plain http may be used besides https. */
  readonly allowHttp: boolean;
  /** `cidr:port` that tools may reach although not public. */
  readonly toolExceptions: readonly string[];
  /** `cidr:port` that services configured by the operator may have. */
  readonly operatorExceptions: readonly string[];
  /** Milliseconds from the call to the last byte of the answer. */
  readonly timeoutMs: number;
  /** Largest answer in bytes, compressed and decompressed. */
  readonly maxBytes: number;
  /** Never reached, exceptions notwithstanding: our database, our Redis. */
  readonly reserved: readonly Endpoint[];
}
