import type { JWK } from 'jose';
import type { IssuerDocuments } from './issuer-documents.js';
import { isTrustworthyUrl } from './issuer-url.js';
import type { OAuthSettings } from './oauth.settings.js';

const MOST_KEYS = 100;

/** What names an issuer's keys. */
export type IssuerAddress = Pick<OAuthSettings, 'issuer' | 'jwksUri'>;

/** Fetches the keys of one issuer, from where it says at that moment that they are. */
export class IssuerKeySource {
  constructor(
    private readonly address: IssuerAddress,
    private readonly documents: IssuerDocuments,
  ) {}

  /** @throws Error when they cannot be got. */
  async fetch(): Promise<readonly JWK[]> {
    const url = this.address.jwksUri ?? (await this.discover());
    const { keys } = (await this.documents.read(url)) ?? {};
    if (!Array.isArray(keys) || keys.length > MOST_KEYS) throw new Error(`${url} answered no key set (RFC 7517)`);
    return keys.filter(isObject) as JWK[];
  }

  /** OpenID Connect Discovery, then RFC 8414. */
  private async discover(): Promise<string> {
    const { issuer } = this.address;
    for (const url of discoveryUrls(issuer)) {
      const document = await this.documents.read(url);
      if (!document) continue;
      const { issuer: said, jwks_uri: keys } = document;
      if (said !== issuer) throw new Error(`${url} is about another issuer`);
      if (!isTrustworthyUrl(keys) || !isAsSecure(keys, issuer)) throw new Error(`${url} names no usable jwks_uri`);
      return keys;
    }
    throw new Error(`${issuer} publishes no discovery document`);
  }
}

function discoveryUrls(issuer: string): string[] {
  const bare = issuer.replace(/\/$/, '');
  const { origin } = new URL(issuer);
  return [
    `${bare}/.well-known/openid-configuration`,
    `${origin}/.well-known/oauth-authorization-server${bare.slice(origin.length)}`,
  ];
}

function isAsSecure(url: string, issuer: string): boolean {
  return url.startsWith('https:') || issuer.startsWith('http:');
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
