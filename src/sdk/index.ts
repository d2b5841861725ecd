/** What another team's module may use. Nothing else of the registry is promised to stay. */
export {
  AgentCreated,
  AgentDeleted,
  AgentDisabled,
  AgentEnabled,
  AgentsService,
  type AgentType,
  AgentUpdated,
  type AgentView,
  ApiKeyCreated,
  ApiKeyRevoked,
  AUTH_METHOD,
  type AuthMethod,
  AuthMethodCreated,
  AuthMethodDeleted,
  AuthMethods,
  AuthMethodsService,
  AuthMethodUpdated,
  AuthModule,
  AuthService,
  ChecksPermission,
  CurrentPrincipal,
  type Identity,
  type IdentityLimits,
  LoginRefused,
  LoginSucceeded,
  type Permission,
  PermissionSet,
  type Principal,
  Public,
  RequirePermission,
  RoleCreated,
  RoleDeleted,
  RoleUpdated,
} from '../auth/index.js';
export { Clock } from '../common/clock.js';
export { AppError, type ErrorCategory, type ErrorDetails, type FieldError } from '../common/errors/app-error.js';
export { UnknownKindError, ValidationFailedError } from '../common/errors/common.errors.js';
export { AuditedEvent, type AuditEntry, type AuditSubject, DomainEvent } from '../common/events/domain-event.js';
export { DomainEvents } from '../common/events/domain-events.js';
export type { Extension, ExtensionPoint } from '../common/extensions/extension-point.js';
export type { Configurable } from '../common/extensions/settings.js';
export { Idempotent, type IdempotentOptions } from '../common/http/idempotent.decorator.js';
export { UuidParam } from '../common/http/uuid-param.js';
export { OutboundClient } from '../common/outbound/outbound.client.js';
export {
  OutboundMalformedError,
  OutboundRefusedError,
  OutboundTimeoutError,
  OutboundTooLargeError,
  OutboundUnreachableError,
} from '../common/outbound/outbound.errors.js';
export {
  CredentialRefused,
  CredentialRevoked,
  CredentialsModule,
  CredentialsService,
  CredentialValidated,
  CredentialVended,
  SECRET_STORE,
  SecretAttached,
  type SecretRef,
  SecretRemoved,
  type SecretStore,
  SecretStores,
} from '../credentials/index.js';
export { type InvocationOutcome, InvocationModule, InvocationService, ToolInvoked } from '../invocation/index.js';
export {
  MONITORING_SINK,
  MonitoringModule,
  type MonitoringSink,
  MonitoringSinks,
  type RecordedError,
  type RecordedRequest,
} from '../monitoring/index.js';
export {
  type AccessAttempt,
  AccessDecided,
  AccessDeniedError,
  type AccessRequest,
  type Action,
  ACTIONS,
  type Decision,
  DecisionsService,
  type Entity,
  ENTITY_SOURCE,
  type EntityPage,
  type EntitySource,
  EntitySources,
  type Obligation,
  type Obligations,
  POLICY_TYPE,
  PolicyChanged,
  PolicyCreated,
  PolicyDeleted,
  PolicyModule,
  type PolicyTrace,
  type PolicyType,
  PolicyTypes,
  PolicyUpdated,
  type Reason,
  type ReasonCode,
  type Subject,
  type ToolFilter,
  type Verdict,
  VisibilityService,
} from '../policy/index.js';
export {
  type ExecutableTool,
  type GuardedFetch,
  RegistryModule,
  TOOL_TYPE,
  type ToolCall,
  ToolCatalog,
  ToolDeleted,
  ToolNotFoundError,
  ToolRegistered,
  type ToolResult,
  ToolsService,
  type ToolType,
  ToolTypes,
  ToolUpdated,
} from '../registry/index.js';
