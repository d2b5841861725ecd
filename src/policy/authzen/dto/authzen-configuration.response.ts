import { ApiProperty } from '@nestjs/swagger';

/** AuthZEN Authorization API 1.0, Policy Decision Point Metadata. What is not there is not offered. */
export class AuthzenConfiguration {
  @ApiProperty({ format: 'uri', description: 'The registry.', example: 'https://registry.example.com' })
  policy_decision_point!: string;

  @ApiProperty({
    format: 'uri',
    description: 'Where to ask one question.',
    example: 'https://registry.example.com/access/v1/evaluation',
  })
  access_evaluation_endpoint!: string;

  @ApiProperty({
    format: 'uri',
    description: 'Where to ask several.',
    example: 'https://registry.example.com/access/v1/evaluations',
  })
  access_evaluations_endpoint!: string;
}
