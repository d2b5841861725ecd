import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Clock } from '../../common/clock.js';
import { IssuerDocuments } from './issuer-documents.js';
import { type IssuerAddress, IssuerKeySource } from './issuer-key-source.js';
import { IssuerKeys } from './issuer-keys.js';

const MOST_ISSUERS = 100;

/** The issuers whose tokens are looked at, each with its keys in memory. */
@Injectable()
export class Issuers {
  readonly #keys = new LRUCache<string, IssuerKeys>({ max: MOST_ISSUERS });

  constructor(
    private readonly documents: IssuerDocuments,
    private readonly clock: Clock,
  ) {}

  keysOf(address: IssuerAddress): IssuerKeys {
    const name = JSON.stringify([address.issuer, address.jwksUri]);
    const known = this.#keys.get(name);
    if (known) return known;
    const keys = new IssuerKeys(new IssuerKeySource(address, this.documents), this.clock);
    this.#keys.set(name, keys);
    return keys;
  }
}
