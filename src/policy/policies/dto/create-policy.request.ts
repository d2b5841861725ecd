import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsObject, IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator';
import { AsGiven } from '../../../common/http/as-given.decorator.js';
import { IfGiven } from '../../../common/http/if-given.decorator.js';
import { IsNested } from '../../../common/http/is-nested.decorator.js';
import { type Effect, EFFECTS, type Mode, MODES } from '../policy.entity.js';
import type { Obligation } from '../../policy-type.js';
import { AreObligations } from '../obligations/are-obligations.decorator.js';
import { OBLIGATIONS_PROPERTY } from '../obligations/obligation-schema.js';
import { TargetDto } from './target.dto.js';

/** Spaces around a name would make two names that look the same. */
const Trimmed = () => Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));

/** Something can be seen of it, and nothing makes it look like another: no control characters, none that turn the text round. */
const SEEN = /^(?=.*[^\s\p{C}\p{Default_Ignorable_Code_Point}])[^\p{Cc}\p{Bidi_Control}]*$/u;

export class CreatePolicyRequest {
  @ApiProperty({
    description: 'Unique, whatever its case.',
    minLength: 1,
    maxLength: 200,
    example: 'Invoices only in office hours',
  })
  @Trimmed()
  @IsString()
  @Length(1, 200)
  @Matches(SEEN, { message: 'name must be visible, without control characters' })
  name!: string;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: 2000,
    description: 'For people.',
    example: 'Agreed with finance.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  description?: string | null;

  @ApiProperty({ description: 'An installed policy kind, see `GET /api/v1/policy-types`.', example: 'time_based' })
  @Matches(/^[a-z][a-z0-9_]{0,63}$/, { message: 'kind must be lower_snake_case, at most 64 characters' })
  kind!: string;

  @ApiPropertyOptional({
    description: 'What the kind is told; its JSON Schema is in `GET /api/v1/policy-types`. Default: nothing.',
    type: 'object',
    additionalProperties: true,
    example: { zone: 'Europe/Berlin', weekdays: [1, 2, 3, 4, 5], windows: [{ from: '09:00', to: '17:30' }] },
  })
  @IfGiven()
  @AsGiven()
  @IsObject()
  settings?: Record<string, unknown>;

  @ApiPropertyOptional({
    description: 'Whether a match permits, denies, or is required beside a permit. Default: that of the kind.',
    enum: EFFECTS,
    example: 'require',
  })
  @IfGiven()
  @IsIn(EFFECTS)
  effect?: Effect;

  @ApiPropertyOptional({
    description: '`shadow` shows up in traces and decides nothing; `disabled` is not looked at.',
    enum: MODES,
    default: 'enforced',
    example: 'enforced',
  })
  @IfGiven()
  @IsIn(MODES)
  mode?: Mode;

  @ApiPropertyOptional({ description: 'What the policy is about. Default: everything.', type: TargetDto })
  @IfGiven()
  @IsNested(() => TargetDto)
  target?: TargetDto;

  @ApiPropertyOptional({ description: 'Conditions of a match, beside those of the kind.', ...OBLIGATIONS_PROPERTY })
  @IfGiven()
  @AreObligations()
  obligations?: Obligation[];
}
