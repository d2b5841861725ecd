import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, Matches } from 'class-validator';
import { IfGiven } from '../../../common/http/if-given.decorator.js';
import { PageQuery } from '../../../common/http/page.js';
import { type Effect, EFFECTS, type Mode, MODES } from '../policy.entity.js';

export class ListPoliciesQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Only policies of this kind.', example: 'role_based' })
  @IfGiven()
  @Matches(/^[a-z][a-z0-9_]{0,63}$/, { message: 'kind must be lower_snake_case, at most 64 characters' })
  kind?: string;

  @ApiPropertyOptional({ description: 'Only policies of this effect.', enum: EFFECTS, example: 'deny' })
  @IfGiven()
  @IsIn(EFFECTS)
  effect?: Effect;

  @ApiPropertyOptional({ description: 'Only policies in this mode.', enum: MODES, example: 'shadow' })
  @IfGiven()
  @IsIn(MODES)
  mode?: Mode;
}
