import type { Feature } from '../../common/feature.js';
import { POLICY_TYPE } from '../policy-type.js';
import { AccessDecisionsService } from './access-decisions.service.js';
import { AccessRequestRecords } from './access-request-records.js';
import { AccessRequestSteps } from './access-request-steps.js';
import { AccessRequest } from './access-request.entity.js';
import { AccessRequestsController } from './access-requests.controller.js';
import { AccessRequestsRepository } from './access-requests.repository.js';
import { AccessRequestsService } from './access-requests.service.js';
import { AccessRequestsSubscriber } from './access-requests.subscriber.js';
import { ApprovalPolicy } from './approval.policy.js';
import { Deciders } from './deciders.js';
import { ExpiredAccessRequests } from './expired-access-requests.js';
import { Grants } from './grants.js';
import { GrantsRepository } from './grants.repository.js';
import { RequestedTools } from './requested-tools.js';

export const ACCESS_REQUESTS: Feature = {
  entities: [AccessRequest],
  controllers: [AccessRequestsController],
  providers: [
    AccessDecisionsService,
    AccessRequestRecords,
    AccessRequestsRepository,
    AccessRequestsService,
    AccessRequestsSubscriber,
    AccessRequestSteps,
    Deciders,
    ExpiredAccessRequests,
    Grants,
    GrantsRepository,
    POLICY_TYPE.provide(ApprovalPolicy),
    RequestedTools,
  ],
};
