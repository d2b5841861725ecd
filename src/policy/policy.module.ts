import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthModule } from '../auth/index.js';
import type { Feature } from '../common/feature.js';
import { ACCESS_REQUESTS } from './access-requests/access-requests.feature.js';
import { AUTHZEN } from './authzen/authzen.feature.js';
import { ACCESS } from './access/access.feature.js';
import { DecisionsService } from './decisions/decisions.service.js';
import { Judge } from './decisions/judge.js';
import { PolicySet } from './decisions/policy-set.js';
import { EntitySources } from './entity-sources.js';
import { EVALUATION } from './evaluation/evaluation.feature.js';
import { POLICIES } from './policies/policies.feature.js';
import { POLICY_TESTS } from './policy-tests/policy-tests.feature.js';
import { PolicyTypes } from './policy-types.js';
import { QUOTAS } from './quotas/quotas.feature.js';
import { TYPES } from './types/types.feature.js';
import { ToolSurveys } from './visibility/tool-surveys.js';
import { VisibilityService } from './visibility/visibility.service.js';

const DECISIONS = [DecisionsService, EntitySources, Judge, PolicySet, PolicyTypes, ToolSurveys, VisibilityService];

const FEATURES: readonly Feature[] = [
  ACCESS,
  ACCESS_REQUESTS,
  AUTHZEN,
  EVALUATION,
  POLICIES,
  POLICY_TESTS,
  QUOTAS,
  TYPES,
];

/** The judge: policies, decisions and what an agent may see. */
@Module({
  imports: [AuthModule, TypeOrmModule.forFeature([...FEATURES.flatMap(({ entities = [] }) => entities)])],
  controllers: FEATURES.flatMap(({ controllers = [] }) => [...controllers]),
  providers: [...DECISIONS, ...FEATURES.flatMap(({ providers }) => providers)],
  exports: [PolicyTypes, EntitySources, DecisionsService, VisibilityService],
})
export class PolicyModule {}
