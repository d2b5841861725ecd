import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthModule } from '../auth/index.js';
import type { Feature } from '../common/feature.js';
import { AUTHZEN } from './authzen/authzen.feature.js';
import { ACCESS } from './access/access.feature.js';
import { DecisionsService } from './decisions/decisions.service.js';
import { Judge } from './decisions/judge.js';
import { PolicySet } from './decisions/policy-set.js';
import { EntitySources } from './entity-sources.js';
import { EVALUATION } from './evaluation/evaluation.feature.js';
import { PoliciesController } from './policies/policies.controller.js';
import { PoliciesRepository } from './policies/policies.repository.js';
import { PoliciesService } from './policies/policies.service.js';
import { PolicyChanges } from './policies/policy-changes.js';
import { PolicyTypesController } from './policies/policy-types.controller.js';
import { PolicyTypesService } from './policies/policy-types.service.js';
import { Policy } from './policies/policy.entity.js';
import { POLICY_TYPE } from './policy-type.js';
import { PolicyTypes } from './policy-types.js';
import { QUOTAS } from './quotas/quotas.feature.js';
import { OwnerPolicy } from './types/owner.policy.js';
import { RoleBasedPolicy } from './types/role-based.policy.js';
import { TimeBasedPolicy } from './types/time-based.policy.js';
import { ToolSurveys } from './visibility/tool-surveys.js';
import { VisibilityService } from './visibility/visibility.service.js';

const TYPES = [
  POLICY_TYPE.provide(RoleBasedPolicy),
  POLICY_TYPE.provide(TimeBasedPolicy),
  POLICY_TYPE.provide(OwnerPolicy),
];

const POLICIES = [PoliciesRepository, PolicyChanges, PoliciesService, PolicyTypes, PolicyTypesService];

const DECISIONS = [DecisionsService, EntitySources, Judge, PolicySet, ToolSurveys, VisibilityService];

const FEATURES: readonly Feature[] = [ACCESS, AUTHZEN, EVALUATION, QUOTAS];

/** The judge: policies, decisions and what an agent may see. */
@Module({
  imports: [AuthModule, TypeOrmModule.forFeature([Policy, ...FEATURES.flatMap(({ entities = [] }) => entities)])],
  controllers: [PoliciesController, PolicyTypesController, ...FEATURES.flatMap(({ controllers = [] }) => controllers)],
  providers: [...TYPES, ...POLICIES, ...DECISIONS, ...FEATURES.flatMap(({ providers }) => providers)],
  exports: [PolicyTypes, EntitySources, DecisionsService, VisibilityService],
})
export class PolicyModule {}
