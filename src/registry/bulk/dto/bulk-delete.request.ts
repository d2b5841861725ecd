import { BulkDeleteItem } from './bulk-item.request.js';
import { Atomic, Items } from './bulk.request.js';

export class BulkDeleteRequest {
  @Items(BulkDeleteItem, 'Which, and at which revision. No tool twice.')
  tools!: unknown[];

  @Atomic()
  atomic?: boolean;
}
