export { AUTH_METHOD, type AuthMethod, type Identity, type IdentityLimits } from './auth-method.js';
export { AuthModule } from './auth.module.js';
export { type AccessRule, CurrentPrincipal, Public, RequirePermission } from './guard/access.decorators.js';
export { isPermission, type Permission, PermissionSet } from './permissions.js';
export type { AgentType, Principal } from './principal.js';
