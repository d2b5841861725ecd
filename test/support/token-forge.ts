import { type KeyObject, sign as createSignature } from 'node:crypto';
import jsonwebtoken from 'jsonwebtoken';

type Json = Readonly<Record<string, unknown>>;

/** A part of a token: bytes and texts as they are, anything else as JSON. */
export function encode(part: unknown): string {
  if (Buffer.isBuffer(part)) return part.toString('base64url');
  return Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url');
}

/** Signs tokens by hand: no library makes all that an attacker might who has a key. */
export class TokenForge {
  private constructor(
    readonly header: Json,
    readonly claims: Json,
    readonly key: KeyObject,
  ) {}

  /** Begins with what a true token says. */
  static from(token: string, key: KeyObject): TokenForge {
    const { header, payload } = jsonwebtoken.decode(token, { complete: true }) ?? {};
    return new TokenForge(header as unknown as Json, payload as Json, key);
  }

  /** Members that are undefined are left out. */
  with({ header = {}, claims = {}, key = this.key }: { header?: Json; claims?: Json; key?: KeyObject }): TokenForge {
    return new TokenForge({ ...this.header, ...header }, { ...this.claims, ...claims }, key);
  }

  sign(): string {
    return this.signText(JSON.stringify(this.header), JSON.stringify(this.claims));
  }

  /** For a header or claims that no `JSON.stringify` writes. */
  signText(header: string, claims = JSON.stringify(this.claims)): string {
    return this.signParts(encode(header), encode(claims));
  }

  /** For parts in another spelling than base64url. */
  signParts(header: string, claims: string): string {
    const content = `${header}.${claims}`;
    return `${content}.${this.signatureOf(content).toString('base64url')}`;
  }

  signatureOf(content: string): Buffer {
    return createSignature('sha256', Buffer.from(content), { key: this.key, dsaEncoding: 'ieee-p1363' });
  }
}
