import { DomainEvent } from '../../common/events/domain-event.js';
import type { NoticeKind } from './notice-kinds.js';

/** A tool is deprecated, or can be used no more, and these agents have used it in the 30 days before; at most 1,000 an event. */
export class ToolUsersConcerned extends DomainEvent {
  constructor(
    readonly kind: NoticeKind,
    readonly toolId: string,
    readonly agentIds: readonly string[],
  ) {
    super();
  }
}
