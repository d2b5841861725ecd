import { OmitType, PartialType } from '@nestjs/swagger';
import { CreateAuthMethodDto } from './create-auth-method.dto.js';

/** What is absent stays. Settings are replaced as a whole; a secret sent back masked stays what it is. */
export class UpdateAuthMethodDto extends PartialType(OmitType(CreateAuthMethodDto, ['name', 'kind']), {
  skipNullProperties: false,
}) {}
