import { Injectable } from '@nestjs/common';
import { Issuer } from '../tokens/issuer.js';
import { InvalidTargetError } from './oauth.errors.js';

/** What tokens may be asked for: this registry, by its public URL (RFC 8707 §2). */
@Injectable()
export class Targets {
  constructor(private readonly issuer: Issuer) {}

  /** @throws InvalidTargetError when any of these is another resource. */
  requireOwn(resources: readonly string[]): void {
    const { url } = this.issuer;
    if (resources.some((it) => it !== url && it !== `${url}/`)) throw new InvalidTargetError(url);
  }
}
