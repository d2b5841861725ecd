import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { GrantWarning } from '../grant.js';
import type { VendedCredential } from '../credential-vendor.js';
import { CredentialTermsResponse, termsOf } from '../../dto/credential-terms.response.js';

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

export class KeyConfirmationResponse {
  @ApiProperty({
    description: 'Thumbprint (RFC 7638) of the key.',
    example: '0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I',
  })
  jkt!: string;
}

export class VendedCredentialResponse extends CredentialTermsResponse {
  @ApiProperty({
    format: 'password',
    description:
      'What its holder presents to the tool, shown this once: a repetition under the same `Idempotency-Key` has ' +
      '`secretOmitted: true` in its place and that of the accessor.',
    example: 'trc_3xampl3000000000000000000000000000000000000000000',
  })
  token!: string;

  @ApiProperty({
    format: 'password',
    description: 'Looks the credential up and revokes it, but does not use it. Shown this once.',
    example: 'tra_3xampl3000000000000000000000000000000000000000000',
  })
  accessor!: string;

  @ApiProperty({
    enum: ['Bearer', 'DPoP'],
    description: 'How the token is presented; `DPoP` (RFC 9449) where it is bound to a key.',
    example: 'Bearer',
  })
  tokenType!: 'Bearer' | 'DPoP';

  @ApiPropertyOptional({
    type: KeyConfirmationResponse,
    description: 'What proves whoever presents it; absent where it is bound to no key.',
  })
  cnf?: KeyConfirmationResponse;

  @ApiProperty({ type: [GrantWarningResponse], description: 'What was cut from the request.' })
  warnings!: GrantWarningResponse[];

  static of({ credential, token, accessor, warnings }: VendedCredential): VendedCredentialResponse {
    const { boundKey } = credential;
    const presented = boundKey === null ? { tokenType: 'Bearer' as const } : boundTo(boundKey);
    return { ...termsOf(credential), token, accessor, ...presented, warnings: [...warnings] };
  }
}

const boundTo = (jkt: string) => ({ tokenType: 'DPoP' as const, cnf: { jkt } });
