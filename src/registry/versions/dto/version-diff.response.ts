import { ApiProperty } from '@nestjs/swagger';

const IMPACTS = ['patch', 'minor', 'major'] as const;

export class DefinitionChangeResponse {
  @ApiProperty({
    description: 'Where, as a JSON pointer into the definition.',
    example: '/inputSchema/required',
  })
  pointer!: string;

  @ApiProperty({
    enum: IMPACTS,
    description: 'The part of the version that it calls for; `major`: it may break callers.',
    example: 'major',
  })
  impact!: (typeof IMPACTS)[number];

  @ApiProperty({ description: 'What has changed.', example: 'Takes less than before.' })
  detail!: string;
}

export class VersionDiffResponse {
  @ApiProperty({ description: 'The version before.', example: '1.4.0' })
  from!: string;

  @ApiProperty({ description: 'The version after.', example: '2.0.0' })
  to!: string;

  @ApiProperty({ description: 'Whether callers of the version before may break.', example: true })
  breaking!: boolean;

  @ApiProperty({
    enum: IMPACTS,
    nullable: true,
    description: 'The part of the version that all of it calls for; null: nothing has changed.',
    example: 'major',
  })
  impact!: (typeof IMPACTS)[number] | null;

  @ApiProperty({ type: [DefinitionChangeResponse], description: 'Every change; none where both define the same.' })
  changes!: DefinitionChangeResponse[];
}
