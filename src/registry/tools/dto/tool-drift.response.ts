import { ApiProperty } from '@nestjs/swagger';
import { DefinitionChangeResponse } from '../../versions/dto/version-diff.response.js';

export class ApprovedToolResponse {
  @ApiProperty({ description: 'The version that was served, to be compared with the one of now.', example: '1.0.0' })
  version!: string;

  @ApiProperty({ description: 'The title.', example: 'Weather forecast' })
  title!: string;

  @ApiProperty({ description: 'The description.', example: 'The weather of the coming days at a place.' })
  description!: string;
}

/** What imports have changed of a tool since it was approved. */
export class ToolDriftResponse {
  @ApiProperty({
    type: ApprovedToolResponse,
    description: 'The tool as it was approved.',
    example: { version: '1.0.0', title: 'Weather forecast', description: 'The weather of the coming days at a place.' },
  })
  approved!: ApprovedToolResponse;

  @ApiProperty({
    type: [DefinitionChangeResponse],
    description: 'What has changed, at most 100 of it.',
    example: [{ pointer: '/endpoint', impact: 'major', detail: 'Changed in a way that may break callers.' }],
  })
  changes!: readonly DefinitionChangeResponse[];
}
