export { CredentialsModule } from './credentials.module.js';
export { SECRET_STORE, type SecretRef, type SecretStore } from './secrets/secret-store.js';
