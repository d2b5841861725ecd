import { ApiProperty } from '@nestjs/swagger';

export class ToolOwnersResponse {
  @ApiProperty({ description: 'Name of the agent that owns the tool.', example: 'weather-team' })
  owner!: string;

  @ApiProperty({ type: [String], description: 'Tags that name teams.', example: ['team:weather'] })
  teams!: string[];

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Title of the project it belongs to.',
    example: 'Forecasting',
  })
  project!: string | null;
}
