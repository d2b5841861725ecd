import { PartialType, PickType } from '@nestjs/swagger';
import { CreateOauthClientRequest } from './create-oauth-client.request.js';

/** What is absent stays; keys are replaced as a set. Null permissions and addresses narrow nothing any more. */
export class UpdateOauthClientRequest extends PartialType(
  PickType(CreateOauthClientRequest, ['name', 'jwks', 'permissions', 'allowedAddresses']),
  { skipNullProperties: false },
) {}
