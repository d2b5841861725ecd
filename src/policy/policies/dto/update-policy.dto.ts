import { OmitType, PartialType } from '@nestjs/swagger';
import { CreatePolicyDto } from './create-policy.dto.js';

/** What is absent stays; `settings` and `target` are replaced as a whole. The kind of a policy never changes. */
export class UpdatePolicyDto extends PartialType(OmitType(CreatePolicyDto, ['kind']), { skipNullProperties: false }) {}
