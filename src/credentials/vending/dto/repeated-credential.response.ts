import { ApiProperty, OmitType, PartialType } from '@nestjs/swagger';
import { VendedCredentialResponse } from './vended-credential.response.js';

/** What was vended under an `Idempotency-Key` before, as it was told then, without what was shown once. */
export class RepeatedCredentialResponse extends PartialType(
  OmitType(VendedCredentialResponse, ['id', 'token', 'accessor']),
) {
  @ApiProperty({
    format: 'uuid',
    description: 'Identifies the credential: revoke it by this id, and ask anew, where the first answer was lost.',
    example: '019531f0-7a52-7d2e-9c1b-5f2d8f5c7c11',
  })
  id!: string;

  @ApiProperty({
    type: Boolean,
    enum: [true],
    description: 'Says that the token, the accessor or the wrapping was shown to the first request alone.',
    example: true,
  })
  secretOmitted!: true;
}
