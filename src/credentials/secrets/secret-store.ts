import { type Extension, ExtensionPoint } from '../../common/extensions/extension-point.js';

/** Which secret: one value in a named slot of a tool. */
export interface SecretRef {
  readonly toolId: string;
  readonly slot: string;
  /** Whose own value it is. Absent: the tool's. */
  readonly agentId?: string;
  /** UUID of this one value: each value that is put has a fresh one, so none is ever written over. */
  readonly valueId: string;
  /** Scheme, host and port that the value is for. A store that was not given the value by `put` must know it for this one. */
  readonly origin: string;
}

/**
 * Keeps what tools' own APIs want. Written and used, never shown.
 *
 * Nothing here is called while a database connection is held. A value is put before anything names it and deleted after
 * nothing does any longer; what was put in vain, or could not be deleted, is deleted later. Answer in seconds or throw.
 */
export interface SecretStore extends Extension {
  /** Its operator writes the values: `put` and `delete` are not called, and agents can have no values of their own. */
  readonly readOnly?: boolean;
  put(ref: SecretRef, value: string): Promise<void>;
  /** The value, or undefined when there is none. Throws when it cannot tell. */
  get(ref: SecretRef): Promise<string | undefined>;
  /** Also where there is none. */
  delete(ref: SecretRef): Promise<void>;
}

/** Where secret stores plug in; built in are `database`, `environment` and `vault`. */
export const SECRET_STORE = new ExtensionPoint<SecretStore>('SECRET_STORE');
