import { DomainEvent } from '../events/domain-event.js';

/** The shared store of limits failed: this request was counted by this instance alone, or refused. */
export class LimitStoreDegraded extends DomainEvent {
  constructor(readonly refused: boolean) {
    super();
  }
}
