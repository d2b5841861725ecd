import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Every key at rest, derived from the master key by purpose (HKDF-SHA256, RFC 5869).
 *
 * A purpose names what a key is for (`credential-token`), so no key serves two ends.
 */
export class Keyring {
  readonly #derived = new Map<string, Buffer>();

  /** @param master 32 random bytes. */
  constructor(private readonly master: Buffer) {
    if (master.length !== 32) throw new Error('The master key must have 32 bytes');
  }

  /** HMAC-SHA256 under the key of this purpose; what is stored of a token in its place. */
  hmac(purpose: string, text: string): Buffer {
    return createHmac('sha256', this.key(purpose)).update(text).digest();
  }

  /** The same under every key that is known, the current one first: what is stored may be of any of them. */
  hmacs(purpose: string, text: string): Buffer[] {
    return [this.hmac(purpose, text)];
  }

  /**
   * AES-256-GCM under the key of this purpose.
   *
   * @param context where the ciphertext lives (table, row, column); it only opens there.
   */
  seal(purpose: string, plaintext: string, context: string): Buffer {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key(purpose), iv).setAAD(Buffer.from(context));
    const body = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.of(VERSION), iv, cipher.getAuthTag(), body]);
  }

  /** @throws Error when it was sealed under another key or context, or was changed. */
  open(purpose: string, sealed: Buffer, context: string): string {
    if (sealed[0] !== VERSION) throw new Error('The ciphertext has an unknown version');
    const iv = sealed.subarray(1, 1 + IV_BYTES);
    const tag = sealed.subarray(1 + IV_BYTES, 1 + IV_BYTES + TAG_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', this.key(purpose), iv, { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(context))
      .setAuthTag(tag);
    const body = sealed.subarray(1 + IV_BYTES + TAG_BYTES);
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
  }

  private key(purpose: string): Buffer {
    let key = this.#derived.get(purpose);
    if (!key) {
      key = Buffer.from(hkdfSync('sha256', this.master, '', purpose, 32));
      this.#derived.set(purpose, key);
    }
    return key;
  }
}
