import { Injectable } from '@nestjs/common';
import { DomainEvents } from '../../common/events/domain-events.js';
import { ToolDeleted } from '../../registry/index.js';
import { SecretRecords } from './secret-records.js';

/** A tool that is deleted leaves no secret behind, wherever the store keeps it. */
@Injectable()
export class SecretsSubscriber {
  constructor(events: DomainEvents, records: SecretRecords) {
    events.within(ToolDeleted, ({ toolId }) => records.deleteAll(toolId));
  }
}
