/** The verifier as a guard, for tools whose service is a Nest application. */
export { CredentialGuard } from './credential.guard.js';
export { CredentialModule, type CredentialModuleAsyncOptions } from './credential.module.js';
export type { CredentialModuleOptions } from './credential-module.options.js';
export { CREDENTIAL_VERIFIER } from './credential-verifier.token.js';
export { CurrentCredential } from './current-credential.decorator.js';
export { RequireScopes } from './require-scopes.decorator.js';
