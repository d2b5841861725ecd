import { RegisterToolRequest } from '../../tools/dto/register-tool.request.js';
import { Atomic, Items } from './bulk.request.js';

export class BulkCreateRequest {
  @Items(RegisterToolRequest, 'Each as it would be registered alone.')
  tools!: unknown[];

  @Atomic()
  atomic?: boolean;
}
