import { Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import type { AuthMethod, Identity } from '../../auth/index.js';
import { ValidationService } from './validation.service.js';

/** Nothing about vended credentials can be configured. */
export class CredentialSettings {}

export class CredentialProof {
  @ApiProperty({
    description: 'The token of a vended credential.',
    format: 'password',
    writeOnly: true,
    example: 'trc_…',
  })
  @IsString()
  @MaxLength(4096)
  token!: string;
}

/** A vended credential presented as it is: its agent, narrowed to invoking the credential's tool. */
@Injectable()
export class CredentialAuthMethod implements AuthMethod<CredentialSettings, CredentialProof> {
  readonly kind = 'credential';
  readonly description = 'A credential that the registry vended, presented as bearer: it opens its own tool only.';
  readonly settingsDto = CredentialSettings;
  readonly credentialsDto = CredentialProof;

  constructor(private readonly validation: ValidationService) {}

  /** Never: an access token made from a credential would outlive its revocation. */
  authenticate(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  /** Takes no use: that is done once it is decided that the tool may be invoked. */
  async validateToken(_settings: CredentialSettings, token: string): Promise<Identity | undefined> {
    const credential = await this.validation.findCredential(token);
    if (!credential) return undefined;
    const { id, agentId, toolId, versionId, scopes, basis, actors, addresses, boundKey } = credential;
    const limits = {
      permissions: [`tool:invoke:${toolId}`],
      credential: { id, toolId, scopes, ...(versionId !== null && { versionId }) },
      ...{ basis, actors, ...(addresses && { addresses }), ...(boundKey !== null && { boundKey }) },
    };
    return { agentId, limits };
  }
}
