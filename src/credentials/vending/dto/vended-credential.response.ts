import { ApiProperty } from '@nestjs/swagger';
import type { GrantWarning } from '../grant.js';
import type { VendedCredential } from '../vending.service.js';
import { CredentialTermsResponse } from '../../dto/credential-terms.response.js';

export class GrantWarningResponse implements GrantWarning {
  @ApiProperty({
    enum: ['SCOPES_NARROWED', 'TTL_CAPPED', 'USES_CAPPED'],
    description: 'What was cut from the request, or from the lifetime where none was asked for.',
    example: 'TTL_CAPPED',
  })
  code!: GrantWarning['code'];

  @ApiProperty({ description: 'To what it was cut.', example: 'The lifetime was cut to 3600 seconds.' })
  detail!: string;
}

export class VendedCredentialResponse extends CredentialTermsResponse {
  @ApiProperty({
    format: 'password',
    description: 'The bearer token, shown this once.',
    example: 'trc_3xampl3000000000000000000000000000000000000000000',
  })
  token!: string;

  @ApiProperty({
    format: 'password',
    description: 'Looks the credential up and revokes it, but does not use it. Shown this once.',
    example: 'tra_3xampl3000000000000000000000000000000000000000000',
  })
  accessor!: string;

  @ApiProperty({ enum: ['Bearer'], description: 'How the token is presented.', example: 'Bearer' })
  tokenType!: 'Bearer';

  @ApiProperty({ type: [GrantWarningResponse], description: 'What was cut from the request.' })
  warnings!: GrantWarningResponse[];

  static of({ credential, token, accessor, warnings }: VendedCredential): VendedCredentialResponse {
    const { id, toolId, agentId, scopes, issuedAt, expiresAt, maxUses, decisionId } = credential;
    const shown = {
      id,
      token,
      accessor,
      tokenType: 'Bearer' as const,
      toolId,
      agentId,
      scopes,
      issuedAt,
      expiresAt,
      maxUses,
    };
    return { ...shown, warnings: [...warnings], decisionId };
  }
}
