import { ApiProperty } from '@nestjs/swagger';
import { PageInfo } from '../../../common/http/page.js';
import type { Obligation } from '../../policy-type.js';
import type { Target } from '../../target.js';
import { type Effect, EFFECTS, type Mode, MODES } from '../policy.entity.js';
import { OBLIGATIONS_PROPERTY } from '../obligations/obligation-schema.js';
import { TargetDto } from './target.dto.js';

export class PolicyResponse {
  @ApiProperty({ format: 'uuid', description: 'Identifier.', example: '01938c8e-7d2a-7b54-9d3e-2f6f1f0c9a11' })
  id!: string;

  @ApiProperty({ description: 'Unique, whatever its case.', example: 'Invoices only in office hours' })
  name!: string;

  @ApiProperty({ type: String, nullable: true, description: 'For people.', example: 'Agreed with finance.' })
  description!: string | null;

  @ApiProperty({ description: 'The policy kind.', example: 'time_based' })
  kind!: string;

  @ApiProperty({
    description: 'Whether the kind is installed. If not, wherever the policy applies access is denied.',
    example: true,
  })
  installed!: boolean;

  @ApiProperty({
    description: 'What the kind is told.',
    type: 'object',
    additionalProperties: true,
    example: { zone: 'Europe/Berlin', weekdays: [1, 2, 3, 4, 5], windows: [{ from: '09:00', to: '17:30' }] },
  })
  settings!: object;

  @ApiProperty({ description: 'Whether a match permits, denies, or is required.', enum: EFFECTS, example: 'require' })
  effect!: Effect;

  @ApiProperty({ description: 'Whether it decides, is only watched, or rests.', enum: MODES, example: 'enforced' })
  mode!: Mode;

  @ApiProperty({ description: 'What the policy is about.', type: TargetDto })
  target!: Target;

  @ApiProperty({ description: 'Conditions of a match, beside those of the kind.', ...OBLIGATIONS_PROPERTY })
  obligations!: readonly Obligation[];

  @ApiProperty({
    type: String,
    nullable: true,
    format: 'uuid',
    description: 'The agent that created it; null for policies of the first start, or when that agent is gone.',
    example: null,
  })
  createdBy!: string | null;

  @ApiProperty({ description: 'Counts its changes; the ETag is made of it.', example: 1 })
  revision!: number;

  @ApiProperty({ description: 'When it was created.', example: '2026-03-01T09:00:00.000Z' })
  createdAt!: Date;

  @ApiProperty({ description: 'When it was last changed.', example: '2026-03-01T09:00:00.000Z' })
  updatedAt!: Date;
}

export class PolicyPage {
  @ApiProperty({ description: 'Policies in order of creation.', type: [PolicyResponse] })
  data!: PolicyResponse[];

  @ApiProperty({ description: 'Where the list goes on.', type: PageInfo })
  page!: PageInfo;
}
