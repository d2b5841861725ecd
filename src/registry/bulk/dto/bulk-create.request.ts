import { NewToolRequest } from '../../tools/dto/new-tool.request.js';
import { Atomic, Items } from './bulk.request.js';

export class BulkCreateRequest {
  @Items(NewToolRequest, 'Each as it would be registered alone.')
  tools!: unknown[];

  @Atomic()
  atomic?: boolean;
}
