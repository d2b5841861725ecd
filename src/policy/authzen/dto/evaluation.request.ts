import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsObject, IsString, MaxLength } from 'class-validator';
import { AsGiven } from '../../../common/http/as-given.decorator.js';
import { IfGiven } from '../../../common/http/if-given.decorator.js';
import { IgnoresUnknown } from '../../../common/http/ignores-unknown.decorator.js';
import { IsNested } from '../../../common/http/is-nested.decorator.js';

const PROPERTIES = {
  description: 'Accepted, and not believed: the registry knows its own.',
  type: 'object',
  additionalProperties: true,
} as const;

export class SubjectRequest {
  @ApiProperty({ description: 'What asks. Policies judge `agent`.', maxLength: 64, example: 'agent' })
  @IsString()
  @MaxLength(64)
  type!: string;

  @ApiProperty({
    description: 'Of an agent its id, which is the `sub` of its tokens.',
    maxLength: 1024,
    example: '01938c8e-7d2a-7b54-9d3e-2f6f1f0c9a11',
  })
  @IsString()
  @MaxLength(1024)
  id!: string;

  @ApiPropertyOptional({ ...PROPERTIES, example: { department: 'sales' } })
  @IfGiven()
  @IsObject()
  properties?: Record<string, unknown>;
}

export class ResourceRequest {
  @ApiProperty({
    description: '`tool`, or a type for which an entity source is installed.',
    maxLength: 64,
    example: 'tool',
  })
  @IsString()
  @MaxLength(64)
  type!: string;

  @ApiProperty({
    description: 'Its id.',
    maxLength: 1024,
    example: '01938c8e-9c11-7c3e-8f60-5a1b7d2e4c33',
  })
  @IsString()
  @MaxLength(1024)
  id!: string;

  @ApiPropertyOptional({ ...PROPERTIES, example: { region: 'eu' } })
  @IfGiven()
  @IsObject()
  properties?: Record<string, unknown>;
}

export class ActionRequest {
  @ApiProperty({
    description: '`discover`, `describe`, `invoke`, `vend` or `manage`; every other is denied.',
    maxLength: 256,
    example: 'invoke',
  })
  @IsString()
  @MaxLength(256)
  name!: string;

  @ApiPropertyOptional({ ...PROPERTIES, example: { method: 'GET' } })
  @IfGiven()
  @IsObject()
  properties?: Record<string, unknown>;
}

export const CONTEXT = {
  description:
    'The circumstances. Policies look at `time` (RFC 3339; default now), `address` (the address that the subject calls ' +
    'from; default unknown) and `arguments` (an object: those of the call).',
  type: 'object',
  additionalProperties: true,
  example: { time: '2026-03-02T10:00:00Z', address: '203.0.113.7', arguments: { warehouse: 'HAM' } },
} as const;

/** AuthZEN Authorization API 1.0, Access Evaluation. */
@IgnoresUnknown()
export class EvaluationRequest {
  @ApiProperty({ description: 'Who asks.', type: SubjectRequest })
  @IsNested(() => SubjectRequest)
  subject!: SubjectRequest;

  @ApiProperty({ description: 'What it wants to do.', type: ActionRequest })
  @IsNested(() => ActionRequest)
  action!: ActionRequest;

  @ApiProperty({ description: 'With what.', type: ResourceRequest })
  @IsNested(() => ResourceRequest)
  resource!: ResourceRequest;

  @ApiPropertyOptional(CONTEXT)
  @IfGiven()
  @AsGiven()
  @IsObject()
  context?: Record<string, unknown>;
}
