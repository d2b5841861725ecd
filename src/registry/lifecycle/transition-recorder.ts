import { Injectable } from '@nestjs/common';
import { DomainEvents } from '../../common/events/domain-events.js';
import { type ToolChange, ToolWriter } from '../tools/tool-writer.js';
import { TRANSITION_EVENTS } from './lifecycle.events.js';
import type { TransitionName } from './transitions.js';

/** Stores where a tool stands, and tells of it. Called in the transaction that holds the tool. */
@Injectable()
export class TransitionRecorder {
  constructor(
    private readonly writer: ToolWriter,
    private readonly events: DomainEvents,
  ) {}

  async record(transition: TransitionName, change: ToolChange): Promise<void> {
    await this.writer.serve(change);
    await this.events.publish(new TRANSITION_EVENTS[transition](change.before, change.after));
  }
}
