import { ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn, IsObject } from 'class-validator';
import { AsGiven } from '../../../common/http/as-given.decorator.js';
import { IfGiven } from '../../../common/http/if-given.decorator.js';
import { IgnoresUnknown } from '../../../common/http/ignores-unknown.decorator.js';
import { IsNested } from '../../../common/http/is-nested.decorator.js';
import { ActionRequest, CONTEXT, ResourceRequest, SubjectRequest } from './evaluation.request.js';

const SEMANTICS = ['execute_all', 'deny_on_first_deny', 'permit_on_first_permit'] as const;
export type Semantic = (typeof SEMANTICS)[number];

const MOST_EVALUATIONS = 100;

export class OptionsRequest {
  @ApiPropertyOptional({
    description: 'Whether to answer all, or to end with the first deny or the first permit.',
    enum: SEMANTICS,
    default: 'execute_all',
    example: 'deny_on_first_deny',
  })
  @IfGiven()
  @IsIn(SEMANTICS)
  evaluations_semantic?: Semantic;
}

/** AuthZEN Authorization API 1.0, Access Evaluations. */
@IgnoresUnknown()
export class EvaluationsRequest {
  @ApiPropertyOptional({ description: 'Of evaluations that name none.', type: SubjectRequest })
  @IfGiven()
  @IsNested(() => SubjectRequest)
  subject?: SubjectRequest;

  @ApiPropertyOptional({ description: 'Of evaluations that name none.', type: ActionRequest })
  @IfGiven()
  @IsNested(() => ActionRequest)
  action?: ActionRequest;

  @ApiPropertyOptional({ description: 'Of evaluations that name none.', type: ResourceRequest })
  @IfGiven()
  @IsNested(() => ResourceRequest)
  resource?: ResourceRequest;

  @ApiPropertyOptional(CONTEXT)
  @IfGiven()
  @AsGiven()
  @IsObject()
  context?: Record<string, unknown>;

  @ApiPropertyOptional({
    description: 'What differs from the members above; a member given here replaces that above whole.',
    type: 'array',
    maxItems: MOST_EVALUATIONS,
    items: { type: 'object', additionalProperties: true },
    example: [{ action: { name: 'invoke' } }, { action: { name: 'vend' } }],
  })
  @IfGiven()
  @AsGiven()
  @IsArray()
  @ArrayMaxSize(MOST_EVALUATIONS)
  evaluations?: unknown[];

  @ApiPropertyOptional({ description: 'How to evaluate.', type: OptionsRequest })
  @IfGiven()
  @IsNested(() => OptionsRequest)
  options?: OptionsRequest;
}
