import { BulkUpdateItem } from './bulk-item.request.js';
import { Atomic, Items } from './bulk.request.js';

export class BulkUpdateRequest {
  @Items(BulkUpdateItem, 'What is to change of each: absent members stay, null clears. No tool twice.')
  tools!: unknown[];

  @Atomic()
  atomic?: boolean;
}
