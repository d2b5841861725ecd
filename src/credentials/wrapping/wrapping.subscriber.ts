import { Injectable } from '@nestjs/common';
import { DomainEvents } from '../../common/events/domain-events.js';
import { RevocationService } from '../revocation/revocation.service.js';
import { WrappingReused } from './wrapping.events.js';

/** A credential whose answer two have tried to read falls: nobody can tell which of them it was meant for. */
@Injectable()
export class WrappingSubscriber {
  constructor(events: DomainEvents, revocation: RevocationService) {
    events.within(WrappingReused, ({ wrapping: { credentialId } }) =>
      revocation.revokeAllOn({ credentialId }, 'wrapping_reused'),
    );
  }
}
