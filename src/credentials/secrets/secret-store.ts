import { type Extension, ExtensionPoint } from '../../common/extensions/extension-point.js';

/** Which secret: a named slot of a tool. */
export interface SecretRef {
  readonly toolId: string;
  readonly slot: string;
}

/**
 * Keeps what tools' own APIs want. Written and used, never shown.
 *
 * `put` and `delete` are called last in the transaction that records the change: what they throw undoes it. A store
 * elsewhere therefore answers in seconds or throws, and may find a `put` repeated whose transaction did not commit.
 */
export interface SecretStore extends Extension {
  put(ref: SecretRef, value: string): Promise<void>;
  /** The value, or undefined when the slot is empty. Throws when it cannot tell. */
  get(ref: SecretRef): Promise<string | undefined>;
  /** Also where there is none. */
  delete(ref: SecretRef): Promise<void>;
}

/** Where secret stores plug in; the built-in one is `database`. */
export const SECRET_STORE = new ExtensionPoint<SecretStore>('SECRET_STORE');
