export {
  AccessApproved,
  AccessCancelled,
  AccessRejected,
  AccessRequested,
  AccessRevoked,
} from './access-requests/access-requests.events.js';
export type { Decision, Obligations, PolicyTrace, ReasonCode } from './decisions/decision.js';
export { type AccessAttempt, DecisionsService } from './decisions/decisions.service.js';
export { type Entity, ENTITY_SOURCE, type EntityPage, type EntitySource } from './entity-source.js';
export { EntitySources } from './entity-sources.js';
export { AccessDeniedError } from './policy.errors.js';
export {
  AccessDecided,
  PolicyChanged,
  PolicyCreated,
  PolicyDeleted,
  PolicyRolledBack,
  PolicyUpdated,
} from './policy.events.js';
export { PolicyModule } from './policy.module.js';
export {
  type AccessRequest,
  type Action,
  ACTIONS,
  type FactsQuestion,
  type Obligation,
  POLICY_TYPE,
  type PolicyType,
  type Reason,
  type Subject,
  type Verdict,
} from './policy-type.js';
export { PolicyTestCreated, PolicyTestDeleted, PolicyTestUpdated } from './policy-tests/policy-tests.events.js';
export { PolicyTypes } from './policy-types.js';
export type { ToolFilter } from './tool-filter.js';
export { VisibilityService } from './visibility/visibility.service.js';
