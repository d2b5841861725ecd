import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AgentDeleted } from '../../auth/index.js';
import { DomainEvents } from '../../common/events/domain-events.js';
import { AgentOwnsToolsError } from '../registry.errors.js';
import { ToolsRepository } from './tools.repository.js';

/** No tool without an owner: an agent that owns some cannot be deleted. */
@Injectable()
export class OwnedTools implements OnModuleInit {
  constructor(
    private readonly events: DomainEvents,
    private readonly repository: ToolsRepository,
  ) {}

  onModuleInit(): void {
    this.events.within(AgentDeleted, async ({ agentId }) => {
      if (await this.repository.ownsAny(agentId)) throw new AgentOwnsToolsError();
    });
  }
}
