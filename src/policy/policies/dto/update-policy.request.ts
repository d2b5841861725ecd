import { OmitType, PartialType } from '@nestjs/swagger';
import { CreatePolicyRequest } from './create-policy.request.js';

/** What is absent stays; `settings`, `target` and `obligations` are replaced as a whole. The kind of a policy never changes. */
export class UpdatePolicyRequest extends PartialType(OmitType(CreatePolicyRequest, ['kind']), {
  skipNullProperties: false,
}) {}
