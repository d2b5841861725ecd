import { ApiHideProperty, OmitType, PartialType } from '@nestjs/swagger';
import { Equals } from 'class-validator';
import { CreatePolicyRequest } from './create-policy.request.js';

/** What is absent stays; `settings`, `target` and `obligations` are replaced as a whole. The kind of a policy never changes. */
export class UpdatePolicyRequest extends PartialType(OmitType(CreatePolicyRequest, ['kind']), {
  skipNullProperties: false,
}) {
  /** Known, so that the refusal says why. */
  @ApiHideProperty()
  @Equals(undefined, { message: 'kind cannot be changed: create another policy' })
  kind?: undefined;
}
