export type { AgentProfile } from './agents/agent-profile.js';
export type { AgentView } from './agents/agent-view.js';
export { AgentCreated, AgentDeleted, AgentDisabled, AgentEnabled, AgentUpdated } from './agents/agents.events.js';
export { UnknownOwnerError } from './agents/agents.errors.js';
export { PresentCallers } from './agents/present-callers.js';
export { AgentsService } from './agents/agents.service.js';
export { ApiKeyCreated, ApiKeyRevoked, ApiKeyRotated } from './api-keys/api-keys.events.js';
export { IsCallerRange } from './is-caller-range.decorator.js';
export { AUTH_METHOD, type AuthMethod, type Identity, type IdentityLimits } from './auth-method.js';
export { AuthMethods } from './auth-methods.js';
export { InsufficientPermissionError, InvalidTokenError } from './auth.errors.js';
export {
  OAuthClientCreated,
  OAuthClientRevoked,
  OAuthClientSecretRotated,
  OAuthClientUpdated,
} from './clients/clients.events.js';
export { LoginRefused, LoginSucceeded } from './auth.events.js';
export { AuthModule } from './auth.module.js';
export { AuthService } from './auth.service.js';
export { AdministratorReset } from './first-start/administrator-reset.js';
export { FirstAdministrator } from './first-start/first-administrator.js';
export {
  type AccessRule,
  ACCESS_RULE,
  CurrentPrincipal,
  Public,
  RequirePermission,
} from './guard/access.decorators.js';
export { AccessGuard } from './guard/access.guard.js';
export { AgentProvisioned, AgentRolesSynchronised } from './mapping/mapping.events.js';
export { AuthMethodCreated, AuthMethodDeleted, AuthMethodUpdated } from './method-instances/auth-methods.events.js';
export { AuthMethodsService } from './method-instances/auth-methods.service.js';
export { ChecksPermission } from './permission-catalogue/checks-permission.decorator.js';
export { ObjectPermissions } from './narrowing/object-permissions.js';
export { TAG_SOURCE, type TagSource } from './narrowing/tag-source.js';
export { TokenExchanged, TokenRefused, TokenRevoked } from './oauth/oauth.events.js';
export { TOKEN_SOURCE, type TokenSource } from './oauth/token-source.js';
export { type Permission, PermissionSet } from './permissions.js';
export type { AgentType, Principal } from './principal.js';
export { BasisRevoked } from './revocation/revocation.events.js';
export { Revocations } from './revocation/revocations.js';
export { RoleCreated, RoleDeleted, RoleUpdated } from './roles/roles.events.js';
export { RolesService } from './roles/roles.service.js';
export { Issuer } from './tokens/issuer.js';
export { SignedTokens } from './tokens/signed-tokens.js';
export { SigningKeyRotation } from './tokens/signing-key-rotation.js';
