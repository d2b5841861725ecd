import type { Feature } from '../../common/feature.js';
import { AgentProvisioning } from './agent-provisioning.entity.js';
import { AgentProvisioningsRepository } from './agent-provisionings.repository.js';
import { ExternalIdentitiesRepository } from './external-identities.repository.js';
import { ExternalIdentity } from './external-identity.entity.js';

export const IDENTITIES: Feature = {
  entities: [AgentProvisioning, ExternalIdentity],
  providers: [AgentProvisioningsRepository, ExternalIdentitiesRepository],
};
