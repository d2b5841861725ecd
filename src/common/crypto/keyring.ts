import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** Sealed before ciphertexts named their key: opens under whichever known key fits. */
const WITHOUT_ID = 1;
const WITH_ID = 2;
const ID_BYTES = 4;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Every key at rest, derived from master keys by purpose (HKDF-SHA256, RFC 5869).
 *
 * A purpose names what a key is for (`credential-token`), so no key serves two ends. Everything is written under the
 * current master key; what was written under a previous one can be read while that one is known.
 */
export class Keyring {
  readonly #current: KeyVersion;
  readonly #previous: readonly KeyVersion[];

  /**
   * @param current 32 random bytes.
   * @param previous others that are known, 32 bytes each.
   */
  constructor(current: Buffer, previous: readonly Buffer[] = []) {
    this.#current = new KeyVersion(current);
    this.#previous = previous.filter((it) => !it.equals(current)).map((it) => new KeyVersion(it));
  }

  /** With what every ciphertext under the current master key begins. */
  get currentPrefix(): Buffer {
    return Buffer.concat([Buffer.of(WITH_ID), this.#current.id]);
  }

  /** HMAC-SHA256 under the current key of this purpose; what is stored of a token in its place. */
  hmac(purpose: string, text: string): Buffer {
    return this.#current.hmac(purpose, text);
  }

  /** The same under every key that is known, the current one first: what is stored may be of any of them. */
  hmacs(purpose: string, text: string): [Buffer, ...Buffer[]] {
    return [this.hmac(purpose, text), ...this.#previous.map((it) => it.hmac(purpose, text))];
  }

  /**
   * AES-256-GCM under the current key of this purpose.
   *
   * @param context where the ciphertext lives (table, row, column); it only opens there.
   */
  seal(purpose: string, plaintext: string, context: string): Buffer {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#current.key(purpose), iv).setAAD(Buffer.from(context));
    const body = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]);
    return Buffer.concat([this.currentPrefix, iv, cipher.getAuthTag(), body]);
  }

  /** @throws Error when it was sealed under an unknown key or another context, or was changed. */
  open(purpose: string, sealed: Buffer, context: string): string {
    const { versions, body } = this.candidates(sealed);
    for (const version of versions) {
      const plaintext = tryOpen(version.key(purpose), body, context);
      if (plaintext !== undefined) return plaintext;
    }
    throw new Error('The ciphertext opens under no known master key, or was changed');
  }

  private candidates(sealed: Buffer): { versions: readonly KeyVersion[]; body: Buffer } {
    const known = [this.#current, ...this.#previous];
    if (sealed[0] === WITHOUT_ID) return { versions: known, body: sealed.subarray(1) };
    if (sealed[0] !== WITH_ID) throw new Error('The ciphertext has an unknown version');
    const id = sealed.subarray(1, 1 + ID_BYTES);
    return { versions: known.filter((it) => it.id.equals(id)), body: sealed.subarray(1 + ID_BYTES) };
  }
}

/** One master key, and what is derived from it. */
class KeyVersion {
  readonly #derived = new Map<string, Buffer>();
  /** Tells versions apart, and says nothing of the key. */
  readonly id: Buffer;

  constructor(private readonly master: Buffer) {
    if (master.length !== 32) throw new Error('The master key must have 32 bytes');
    this.id = this.key('key-id').subarray(0, ID_BYTES);
  }

  hmac(purpose: string, text: string): Buffer {
    return createHmac('sha256', this.key(purpose)).update(text).digest();
  }

  key(purpose: string): Buffer {
    let key = this.#derived.get(purpose);
    if (!key) {
      key = Buffer.from(hkdfSync('sha256', this.master, '', purpose, 32));
      this.#derived.set(purpose, key);
    }
    return key;
  }
}

function tryOpen(key: Buffer, sealed: Buffer, context: string): string | undefined {
  const iv = sealed.subarray(0, IV_BYTES);
  const tag = sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES);
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(context))
      .setAuthTag(tag);
    const body = sealed.subarray(IV_BYTES + TAG_BYTES);
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}
