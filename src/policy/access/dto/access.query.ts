import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { IfGiven } from '../../../common/http/if-given.decorator.js';
import { PageQuery } from '../../../common/http/page.js';
import { type Action, ACTIONS } from '../../policy-type.js';

export class AccessQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Only this action. Default: each.', enum: ACTIONS, example: 'invoke' })
  @IfGiven()
  @IsIn(ACTIONS)
  action?: Action;
}
