import { ApiProperty } from '@nestjs/swagger';

const STATES = ['up', 'down'];

export class LivenessResponse {
  @ApiProperty({ description: 'Always `up`: the process answers.', enum: ['up'], example: 'up' })
  status!: 'up';
}

export class ReadinessChecks {
  @ApiProperty({ description: 'Whether the database answered within a second.', enum: STATES, example: 'up' })
  database!: 'up' | 'down';

  @ApiProperty({
    description: 'Whether this instance hears of changes made on others. While down it reads past its caches.',
    enum: STATES,
    example: 'up',
  })
  changeFeed!: 'up' | 'down';

  @ApiProperty({ description: '`down` once the instance has begun to stop.', enum: STATES, example: 'up' })
  server!: 'up' | 'down';
}

export class ReadinessResponse {
  @ApiProperty({ description: '`up` when this instance should get requests.', enum: STATES, example: 'up' })
  status!: 'up' | 'down';

  @ApiProperty({ type: ReadinessChecks, description: 'What was looked at.' })
  checks!: ReadinessChecks;
}
