import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DecisionsService } from './decisions/decisions.service.js';
import { Judge } from './decisions/judge.js';
import { PolicySet } from './decisions/policy-set.js';
import { EntitySources } from './entity-sources.js';
import { PoliciesRepository } from './policies/policies.repository.js';
import { Policy } from './policies/policy.entity.js';
import { POLICY_TYPE } from './policy-type.js';
import { PolicyTypes } from './policy-types.js';
import { OwnerPolicy } from './types/owner.policy.js';
import { RoleBasedPolicy } from './types/role-based.policy.js';
import { ToolSurveys } from './visibility/tool-surveys.js';
import { VisibilityService } from './visibility/visibility.service.js';

/** The judge: policies, decisions and what an agent may see. */
@Module({
  imports: [TypeOrmModule.forFeature([Policy])],
  providers: [
    PolicyTypes,
    EntitySources,
    POLICY_TYPE.provide(RoleBasedPolicy),
    POLICY_TYPE.provide(OwnerPolicy),
    PoliciesRepository,
    PolicySet,
    Judge,
    DecisionsService,
    ToolSurveys,
    VisibilityService,
  ],
  exports: [PolicyTypes, EntitySources, DecisionsService, VisibilityService],
})
export class PolicyModule {}
