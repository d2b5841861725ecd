import type { Feature } from '../../common/feature.js';
import { AgentProvisioner } from './agent-provisioner.js';
import { ExternalSubjects } from './external-subjects.js';
import { MappedRolesRepository } from './mapped-roles.repository.js';
import { MappingRules } from './mapping-rules.js';
import { RoleSynchronisation } from './role-synchronisation.js';

export const MAPPING: Feature = {
  providers: [AgentProvisioner, ExternalSubjects, MappedRolesRepository, MappingRules, RoleSynchronisation],
};
