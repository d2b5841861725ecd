import { ApiProperty } from '@nestjs/swagger';
import { AccessRequestResponse } from './access-request.response.js';

export const ACCESS_REQUEST_WARNINGS = ['NOTHING_TO_OPEN'] as const;

export class AccessRequestWarningResponse {
  @ApiProperty({ description: 'What is odd.', enum: ACCESS_REQUEST_WARNINGS, example: 'NOTHING_TO_OPEN' })
  code!: (typeof ACCESS_REQUEST_WARNINGS)[number];

  @ApiProperty({
    description: 'The same for people.',
    example: 'No policy of the kind approval is about this now: an approval would open nothing.',
  })
  detail!: string;
}

export class CreatedAccessRequestResponse extends AccessRequestResponse {
  @ApiProperty({
    description: 'What is odd about the request. It is made all the same.',
    type: [AccessRequestWarningResponse],
  })
  warnings!: readonly AccessRequestWarningResponse[];
}
