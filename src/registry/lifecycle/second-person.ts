import { Injectable } from '@nestjs/common';
import { AgentsService } from '../../auth/index.js';
import type { Maker } from '../tools/maker.js';
import { SecondPersonNeededError } from './lifecycle.errors.js';
import { ToolAuthorsRepository } from './tool-authors.repository.js';

/** Says who is somebody else than those who made a tool what it is. */
@Injectable()
export class SecondPerson {
  constructor(
    private readonly authors: ToolAuthorsRepository,
    private readonly agents: AgentsService,
  ) {}

  /**
   * Neither who had a hand in the tool since it was last approved, nor an agent that has an owner in common with one of
   * them: what owned agents do, their owner does. And nobody acts for the second person: it could be the first.
   *
   * @throws SecondPersonNeededError
   */
  async require({ agentId, actors = [] }: Maker, toolId: string): Promise<void> {
    const behindTool = await this.behind(await this.authors.of(toolId));
    const behindCaller = await this.behind([agentId]);
    if (actors.length > 0 || behindCaller.some((it) => behindTool.includes(it))) throw new SecondPersonNeededError();
  }

  /** The agents and their owners. */
  private async behind(agentIds: readonly string[]): Promise<string[]> {
    const owners = await Promise.all(agentIds.map((it) => this.agents.ownersOf(it)));
    return [...agentIds, ...owners.flat()];
  }
}
