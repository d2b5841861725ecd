export {
  CredentialRefused,
  CredentialRenewed,
  CredentialRevoked,
  CredentialsDeleted,
  CredentialValidated,
  CredentialVended,
} from './credentials.events.js';
export { CredentialsModule } from './credentials.module.js';
export { CredentialsService } from './credentials.service.js';
export { AgentSecretAttached, AgentSecretRemoved } from './secrets/agent-secrets.events.js';
export { SECRET_STORE, type SecretRef, type SecretStore } from './secrets/secret-store.js';
export { SecretStores } from './secrets/secret-stores.js';
export { SecretAttached, SecretRemoved } from './secrets/secrets.events.js';
export { type ToolConnection, ToolSecrets } from './secrets/tool-secrets.js';
export { AnswerUnwrapped, AnswerWrapped, WrappingReused, WrappingRotated } from './wrapping/wrapping.events.js';
