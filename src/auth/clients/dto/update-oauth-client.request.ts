import { PartialType, PickType } from '@nestjs/swagger';
import { CreateOAuthClientRequest } from './create-oauth-client.request.js';

/** What is absent stays; keys are replaced as a set. Null permissions and addresses narrow nothing any more. */
export class UpdateOAuthClientRequest extends PartialType(
  PickType(CreateOAuthClientRequest, ['name', 'jwks', 'permissions', 'allowedAddresses']),
  { skipNullProperties: false },
) {}
