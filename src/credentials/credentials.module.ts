import { Module, type OnApplicationBootstrap } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AUTH_METHOD, AuthMethodsService, AuthModule } from '../auth/index.js';
import { PolicyModule } from '../policy/index.js';
import { RegistryModule } from '../registry/index.js';
import { CredentialAuthMethod } from './credential.auth-method.js';
import { Credential } from './credential.entity.js';
import { CredentialIssuer } from './credential-issuer.js';
import { CredentialRecords } from './credential-records.js';
import { CredentialTokens } from './credential-tokens.js';
import { CredentialUsesRepository } from './credential-uses.repository.js';
import { CredentialsController } from './credentials.controller.js';
import { CredentialsRepository } from './credentials.repository.js';
import { CredentialsService } from './credentials.service.js';
import { RevocationService } from './revocation.service.js';
import { RevocationSubscriber } from './revocation.subscriber.js';
import { DatabaseSecretStore } from './secrets/database.secret-store.js';
import { SecretRecords } from './secrets/secret-records.js';
import { SECRET_STORE } from './secrets/secret-store.js';
import { SecretStores } from './secrets/secret-stores.js';
import { SecretValue } from './secrets/secret-value.entity.js';
import { SecretValuesRepository } from './secrets/secret-values.repository.js';
import { SecretsController } from './secrets/secrets.controller.js';
import { SecretsSubscriber } from './secrets/secrets.subscriber.js';
import { SecretsService } from './secrets/secrets.service.js';
import { ToolSecret } from './secrets/tool-secret.entity.js';
import { ToolSecretsRepository } from './secrets/tool-secrets.repository.js';
import { ToolSecrets } from './secrets/tool-secrets.js';
import { ToolCredentialsController } from './tool-credentials.controller.js';
import { ValidationService } from './validation.service.js';
import { VendingService } from './vending.service.js';

const VENDING = [
  CredentialIssuer,
  CredentialRecords,
  CredentialsRepository,
  CredentialsService,
  CredentialTokens,
  CredentialUsesRepository,
  RevocationService,
  RevocationSubscriber,
  ValidationService,
  VendingService,
];

const SECRETS = [
  SecretRecords,
  SecretStores,
  SecretsService,
  SecretsSubscriber,
  SecretValuesRepository,
  ToolSecrets,
  ToolSecretsRepository,
  SECRET_STORE.provide(DatabaseSecretStore),
];

/** Credentials vended to agents, and the secrets that tools want. */
@Module({
  imports: [TypeOrmModule.forFeature([Credential, SecretValue, ToolSecret]), AuthModule, PolicyModule, RegistryModule],
  controllers: [CredentialsController, SecretsController, ToolCredentialsController],
  providers: [...VENDING, ...SECRETS, AUTH_METHOD.provide(CredentialAuthMethod)],
  exports: [CredentialsService, SecretStores, ToolSecrets],
})
export class CredentialsModule implements OnApplicationBootstrap {
  constructor(private readonly authMethods: AuthMethodsService) {}

  /** Vended credentials are accepted as bearers through this instance. */
  async onApplicationBootstrap(): Promise<void> {
    await this.authMethods.ensureInstance({ name: 'credential', kind: 'credential', settings: {} });
  }
}
