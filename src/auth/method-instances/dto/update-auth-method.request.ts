import { OmitType, PartialType } from '@nestjs/swagger';
import { CreateAuthMethodRequest } from './create-auth-method.request.js';

/** What is absent stays. Settings are replaced as a whole; a secret sent back masked stays what it is. */
export class UpdateAuthMethodRequest extends PartialType(OmitType(CreateAuthMethodRequest, ['name', 'kind']), {
  skipNullProperties: false,
}) {}
