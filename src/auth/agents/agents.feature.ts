import type { Feature } from '../../common/feature.js';
import { AgentAdministration } from './agent-administration.js';
import { AgentChanges } from './agent-changes.js';
import { AgentListing } from './agent-listing.js';
import { AgentProfiles } from './agent-profiles.js';
import { AgentRole } from './agent-role.entity.js';
import { Agent } from './agent.entity.js';
import { AgentsController } from './agents.controller.js';
import { AgentsRepository } from './agents.repository.js';
import { AgentsService } from './agents.service.js';
import { CallerChanges } from './caller-changes.js';
import { GrantRules } from './grant-rules.js';
import { PresentCallers } from './present-callers.js';
import { ProofRules } from './proof-rules.js';

export const AGENTS: Feature = {
  entities: [Agent, AgentRole],
  controllers: [AgentsController],
  providers: [
    AgentAdministration,
    AgentChanges,
    AgentListing,
    AgentProfiles,
    AgentsRepository,
    AgentsService,
    CallerChanges,
    GrantRules,
    PresentCallers,
    ProofRules,
  ],
};
