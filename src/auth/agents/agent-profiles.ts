import { Injectable } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import { ChangeFeed, FeedCache } from '../../database/index.js';
import type { AgentProfile } from './agent-profile.js';
import { AgentsRepository } from './agents.repository.js';

const MOST_CACHED = 10_000;

/** The topic under which changes of agents are announced; the key is the agent's id, `*` after a change of roles. */
export const AGENTS_TOPIC = 'agents';

/** Agents as requests need them, kept until they change. */
@Injectable()
export class AgentProfiles {
  readonly #cache: FeedCache<AgentProfile>;

  constructor(
    private readonly agents: AgentsRepository,
    changeFeed: ChangeFeed,
  ) {
    this.#cache = new FeedCache(changeFeed, AGENTS_TOPIC, { max: MOST_CACHED });
  }

  /** Undefined when there is no such agent, whatever a method took for its id. Disabled agents are found. */
  async find(agentId: string): Promise<AgentProfile | undefined> {
    if (!isUuid(agentId)) return undefined;
    return this.#cache.get(agentId, () => this.agents.findProfile(agentId));
  }
}
