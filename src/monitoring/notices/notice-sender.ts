import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { DomainEvents } from '../../common/events/domain-events.js';
import { CONCERNING_EVENTS, NOTICE_KINDS, type NoticeKind } from './notice-kinds.js';
import { ToolUsersConcerned } from './notices.events.js';
import { CONCERNED_DAYS, NoticesRepository } from './notices.repository.js';

const DAY_MS = 86_400_000;
const PER_EVENT = 1_000;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** Tells monitoring sinks whom a change in a tool's life concerns, so that one may tell these by its own means. */
@Injectable()
export class NoticeSender {
  constructor(
    private readonly notices: NoticesRepository,
    private readonly events: DomainEvents,
    private readonly clock: Clock,
  ) {
    for (const kind of NOTICE_KINDS) events.after(CONCERNING_EVENTS[kind], ({ toolId }) => this.tell(kind, toolId));
  }

  private async tell(kind: NoticeKind, toolId: string): Promise<void> {
    const to = this.clock.now();
    const from = new Date(to.getTime() - CONCERNED_DAYS * DAY_MS);
    for (let last: string | undefined = BEFORE_ALL; last !== undefined;) {
      const agentIds = await this.notices.findAgents(toolId, { from, to }, last, PER_EVENT);
      if (agentIds.length > 0) await this.events.observe(new ToolUsersConcerned(kind, toolId, agentIds));
      last = agentIds.length === PER_EVENT ? agentIds.at(-1) : undefined;
    }
  }
}
