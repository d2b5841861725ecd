import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { newId } from '../../common/ids.js';
import { Environment } from '../../config/environment.js';
import type { AgentProfile } from '../agents/agent-profile.js';
import type { IdentityLimits } from '../auth-method.js';
import type { AccessTokenClaims, Actor, AgentEpoch } from './access-token.js';
import { Issuer } from './issuer.js';
import { SignedTokens } from './signed-tokens.js';
import { VerifiedTokens } from './verified-tokens.js';

/** What a new token shall say. */
export interface TokenGrant {
  readonly agent: Pick<AgentProfile, 'id' | 'tokenEpoch'>;
  /** Name of the auth method instance that proved the agent. */
  readonly method: string;
  readonly limits: IdentityLimits;
  readonly act?: Actor;
  /** Further agents that the token ends with. */
  readonly restsOn?: readonly AgentEpoch[];
  /** Thumbprint of the key that the token is bound to (RFC 9449). */
  readonly provenKey?: string | undefined;
  /** The token ends by then, although what it rests on may go on. */
  readonly endsBy?: Date;
}

export interface IssuedToken {
  readonly token: string;
  readonly tokenId: string;
  readonly tokenType: 'Bearer' | 'DPoP';
  /** Seconds from now. */
  readonly expiresIn: number;
}

/** Issues and verifies the registry's own access tokens: ES256 JWTs. */
@Injectable()
export class AccessTokens {
  constructor(
    private readonly signed: SignedTokens,
    private readonly verified: VerifiedTokens,
    private readonly issuer: Issuer,
    private readonly clock: Clock,
    private readonly environment: Environment,
  ) {}

  /**
   * The token ends with what it rests on, and never lives longer than its grant's limits say.
   *
   * @throws TokenTooLongError when it would be longer than any that is accepted.
   */
  async issue(grant: TokenGrant): Promise<IssuedToken> {
    const claims = this.claimsOf(grant);
    const token = await this.signed.sign(claims);
    const tokenType = claims.cnf ? 'DPoP' : 'Bearer';
    return { token, tokenId: claims.jti, tokenType, expiresIn: claims.exp - claims.iat };
  }

  /** The claims of an unexpired token of ours; undefined for anything else. */
  verify(token: string): Promise<AccessTokenClaims | undefined> {
    return this.verified.verify(token);
  }

  private claimsOf({ agent, method, limits, act, restsOn, provenKey, endsBy }: TokenGrant): AccessTokenClaims {
    const { url } = this.issuer;
    const { permissions, expiresAt, addresses, basis = [], clientId = agent.id } = limits;
    const iat = this.nowInSeconds();
    const ends = [endsBy, expiresAt].filter((it) => it !== undefined).map(inSeconds);
    const exp = Math.min(iat + this.environment.ACCESS_TOKEN_TTL_SECONDS, ...ends);
    return {
      ...{ iss: url, aud: url, sub: agent.id, client_id: clientId, iat, exp },
      ...{ jti: newId(), epoch: agent.tokenEpoch, method },
      ...(permissions && { scope: permissions.join(' ') }),
      ...(basis.length > 0 && { basis }),
      ...(addresses && { addresses }),
      ...(expiresAt && { proof_exp: inSeconds(expiresAt) }),
      ...(act && { act }),
      ...(restsOn && { rests_on: restsOn }),
      ...(provenKey !== undefined && { cnf: { jkt: provenKey } }),
    };
  }

  private nowInSeconds(): number {
    return inSeconds(this.clock.now());
  }
}

const inSeconds = (moment: Date) => Math.floor(moment.getTime() / 1000);
