import { DomainEvent } from '../../common/events/domain-event.js';

/** Nothing that rests on this is good any more. What ended it is audited on its own. */
export class BasisRevoked extends DomainEvent {
  constructor(readonly basis: string) {
    super();
  }
}
