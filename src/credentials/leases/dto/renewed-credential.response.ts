import { ApiProperty } from '@nestjs/swagger';
import { GrantWarningResponse } from '../../vending/dto/vended-credential.response.js';
import type { RenewedCredential } from '../renewal.service.js';
import { CredentialResponse } from './credential.response.js';

export class RenewedCredentialResponse extends CredentialResponse {
  @ApiProperty({ type: [GrantWarningResponse], description: 'What was cut from the request.' })
  warnings!: GrantWarningResponse[];

  static ofRenewed({ credential, renewedAt, warnings }: RenewedCredential): RenewedCredentialResponse {
    return { ...CredentialResponse.of(credential, renewedAt), warnings: [...warnings] };
  }
}
