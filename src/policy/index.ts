export { type Entity, ENTITY_SOURCE, type EntityPage, type EntitySource } from './entity-source.js';
export { PolicyModule } from './policy.module.js';
export {
  type AccessRequest,
  type Action,
  ACTIONS,
  type Obligation,
  POLICY_TYPE,
  type PolicyType,
  type Reason,
  type Subject,
  type Verdict,
} from './policy-type.js';
export type { ToolFilter } from './tool-filter.js';
