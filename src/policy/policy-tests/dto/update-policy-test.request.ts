import { PartialType } from '@nestjs/swagger';
import { CreatePolicyTestRequest } from './create-policy-test.request.js';

/** What is absent stays; `given` and `expect` are replaced as a whole. */
export class UpdatePolicyTestRequest extends PartialType(CreatePolicyTestRequest, { skipNullProperties: false }) {}
