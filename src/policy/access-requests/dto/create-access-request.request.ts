import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsObject, IsString, IsUUID, Length, Min } from 'class-validator';
import { AsGiven } from '../../../common/http/as-given.decorator.js';
import { IfGiven } from '../../../common/http/if-given.decorator.js';
import { REQUESTABLE_ACTIONS, type RequestableAction } from '../access-request.entity.js';

export class CreateAccessRequest {
  @ApiProperty({ format: 'uuid', description: 'The tool.', example: '01938c8e-9c11-7c3e-8f60-5a1b7d2e4c33' })
  @IsUUID()
  toolId!: string;

  @ApiProperty({ description: 'What is to be allowed.', enum: REQUESTABLE_ACTIONS, example: 'invoke' })
  @IsIn(REQUESTABLE_ACTIONS)
  action!: RequestableAction;

  @ApiProperty({
    description: 'Why, for whoever decides.',
    minLength: 1,
    maxLength: 2000,
    example: 'The refund of order 4711 was promised for today.',
  })
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value))
  @IsString()
  @Length(1, 2000)
  justification!: string;

  @ApiProperty({
    type: 'integer',
    description: 'For how long, in seconds from the approval. At most `ACCESS_REQUEST_MAX_SECONDS`.',
    minimum: 1,
    example: 1800,
  })
  @IsInt()
  @Min(1)
  durationSeconds!: number;

  @ApiPropertyOptional({
    description:
      'Asks for one invocation with exactly these arguments, at most 8 KiB of JSON. Who decides sees them: they hold ' +
      'no secrets. The order of members and the spelling of numbers make no difference.',
    type: 'object',
    additionalProperties: true,
    example: { order: 4711, amount: 129.9 },
  })
  @IfGiven()
  @AsGiven()
  @IsObject()
  arguments?: Record<string, unknown>;
}
