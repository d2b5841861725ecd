import { ApiProperty } from '@nestjs/swagger';
import { type Warning, WARNING_CODES, type WarningCode } from '../lint/warning.js';
import { PolicyResponse } from './policy.response.js';

export class WarningResponse implements Warning {
  @ApiProperty({ description: 'What is odd about the policy.', enum: WARNING_CODES, example: 'SHADOWED_BY' })
  code!: WarningCode;

  @ApiProperty({
    description: 'The same for people.',
    example: 'All that it is about is denied by the policy "No payments".',
  })
  detail!: string;

  @ApiProperty({
    required: false,
    format: 'uuid',
    description: 'The other policy that it is about.',
    example: '01938c8e-7d2a-7b54-9d3e-2f6f1f0c9a11',
  })
  policyId?: string;
}

export class SavedPolicyResponse extends PolicyResponse {
  @ApiProperty({
    description: 'What the policy is probably not meant to do. It is saved all the same.',
    type: [WarningResponse],
  })
  warnings!: readonly WarningResponse[];
}
