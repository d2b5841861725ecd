import { tracesOf } from '../../common/secret-traces.js';

/** Hears whether a server repeats the secret that it was sent. Without a secret it hears nothing. */
export class SecretEcho {
  readonly #traces: readonly string[];
  readonly #plain: string | undefined;

  constructor(secret: string | undefined) {
    this.#traces = secret === undefined ? [] : tracesOf(secret);
    this.#plain = secret === undefined ? undefined : plain(secret);
  }

  /** As it is, or in an encoding in which services echo it. */
  isIn(said: unknown): boolean {
    const text = JSON.stringify(said);
    return this.#traces.some((it) => text.includes(it));
  }

  /** In a name, of which only letters and digits stay when another is made of it. */
  isInName(name: string): boolean {
    return this.isIn(name) || (!!this.#plain && plain(name).includes(this.#plain));
  }
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}
