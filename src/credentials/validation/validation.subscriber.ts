import { Injectable } from '@nestjs/common';
import { DomainEvents } from '../../common/events/domain-events.js';
import { ANY_KEY, ChangeFeed } from '../../database/index.js';
import { ToolUpdated } from '../../registry/index.js';
import { CREDENTIALS_TOPIC } from '../credential-feed.js';

/** An answer names the tool: no instance keeps it under the former name. */
@Injectable()
export class ValidationSubscriber {
  constructor(events: DomainEvents, feed: ChangeFeed) {
    events.within(ToolUpdated, async ({ renamed }) => {
      if (renamed) await feed.announce(CREDENTIALS_TOPIC, ANY_KEY);
    });
  }
}
