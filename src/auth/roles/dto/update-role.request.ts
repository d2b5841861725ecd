import { OmitType, PartialType } from '@nestjs/swagger';
import { CreateRoleRequest } from './create-role.request.js';

/** What is absent stays; nothing can be cleared. */
export class UpdateRoleRequest extends PartialType(OmitType(CreateRoleRequest, ['name']), {
  skipNullProperties: false,
}) {}
