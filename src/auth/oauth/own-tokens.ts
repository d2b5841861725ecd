import { Injectable } from '@nestjs/common';
import { ConfiguredMethods } from '../method-instances/configured-methods.js';
import type { Principal } from '../principal.js';
import { Principals } from '../principals.js';
import type { AccessTokenClaims } from '../tokens/access-token.js';
import { AccessTokens } from '../tokens/access-tokens.js';

/** An access token of ours that is good now. */
export interface OwnToken {
  readonly claims: AccessTokenClaims;
  readonly principal: Principal;
}

/** The registry's own access tokens, as others present them or ask about them. */
@Injectable()
export class OwnTokens {
  constructor(
    private readonly tokens: AccessTokens,
    private readonly methods: ConfiguredMethods,
    private readonly principals: Principals,
  ) {}

  /**
   * Undefined when it is expired or revoked, or anything but an access token of ours.
   *
   * @param from `here` when whoever sends this request means to use it.
   */
  async find(token: string, from: 'here' | 'anywhere'): Promise<OwnToken | undefined> {
    const claims = await this.tokens.verify(token);
    const usable = claims && (await this.methods.find(claims.method));
    const principal = usable && (await this.principals.fromClaims(claims, from));
    return principal && { claims, principal };
  }
}
