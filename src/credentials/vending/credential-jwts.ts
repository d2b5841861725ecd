import { Injectable } from '@nestjs/common';
import { Issuer, type Principal, SignedTokens } from '../../auth/index.js';
import type { Credential } from '../credential.entity.js';

/** Who acts for the subject (RFC 8693 §4.1), and who acted before. */
interface ActClaim {
  readonly sub: string;
  readonly act?: ActClaim;
}

/** Writes credentials as JWTs (RFC 9068), which others verify by our JWKS. */
@Injectable()
export class CredentialJwts {
  constructor(
    private readonly signed: SignedTokens,
    private readonly issuer: Issuer,
  ) {}

  /**
   * The token of a credential, whose id is its `jti`.
   *
   * It has no `epoch` and is for no audience of ours, hence no access token.
   *
   * @throws TokenTooLongError
   */
  sign(credential: Credential, { clientId }: Pick<Principal, 'clientId'>): Promise<string> {
    const { id, agentId, toolId, versionId, scopes, issuedAt, expiresAt, audience, boundKey, addresses, actors } =
      credential;
    const act = actOf(actors);
    return this.signed.sign({
      ...{ iss: this.issuer.url, aud: audience, sub: agentId, client_id: clientId ?? agentId },
      ...{ jti: id, iat: inSeconds(issuedAt), exp: inSeconds(expiresAt) },
      ...{ scope: scopes.join(' '), tool_id: toolId },
      ...(versionId !== null && { tool_version_id: versionId }),
      ...(boundKey !== null && { cnf: { jkt: boundKey } }),
      ...(addresses && { addresses }),
      ...(act && { act }),
    });
  }
}

/** @param actors the latest first. */
function actOf([sub, ...before]: readonly string[]): ActClaim | undefined {
  const act = before.length > 0 ? actOf(before) : undefined;
  return sub === undefined ? undefined : { sub, ...(act && { act }) };
}

const inSeconds = (moment: Date) => Math.floor(moment.getTime() / 1000);
