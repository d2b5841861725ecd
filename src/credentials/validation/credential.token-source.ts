import { Injectable } from '@nestjs/common';
import { Issuer, type PermissionSet, type TokenSource } from '../../auth/index.js';
import { VALIDATE_PERMISSION, ValidationService } from './validation.service.js';

type TokenFacts = NonNullable<Awaited<ReturnType<TokenSource['introspect']>>>;

/** Tells those who may validate a credential about it in the words of RFC 7662. A question takes no use. */
@Injectable()
export class CredentialTokenSource implements TokenSource {
  readonly kind = 'credential';
  readonly description = 'Credentials that the registry vended.';
  readonly permission = VALIDATE_PERMISSION;

  constructor(
    private readonly validation: ValidationService,
    private readonly issuer: Issuer,
  ) {}

  async introspect(permissions: PermissionSet, token: string, address?: string): Promise<TokenFacts | undefined> {
    const credential = await this.validation.describeCredential({ permissions }, token, { address });
    if (!credential) return undefined;
    const { id, agentId, agentName, toolId, scopes, audience, tokenType, issuedAt, expiresAt, cnf, act } = credential;
    return {
      active: true,
      ...{ scope: scopes.join(' '), client_id: agentId, username: agentName, token_type: tokenType },
      ...{ exp: inSeconds(expiresAt), iat: inSeconds(issuedAt) },
      ...{ sub: agentId, aud: audience, iss: this.issuer.url, jti: id, tool_id: toolId },
      ...(cnf && { cnf }),
      ...(act && { act }),
    };
  }
}

const inSeconds = (moment: Date) => Math.floor(moment.getTime() / 1000);
