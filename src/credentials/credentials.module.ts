import { Module, type OnApplicationBootstrap } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthMethodsService, AuthModule } from '../auth/index.js';
import { PolicyModule } from '../policy/index.js';
import { RegistryModule } from '../registry/index.js';
import { Audiences } from './audiences.js';
import { Credential } from './credential.entity.js';
import { CredentialFeed } from './credential-feed.js';
import { CredentialTokens } from './credential-tokens.js';
import { CredentialsRepository } from './credentials.repository.js';
import { CredentialsService } from './credentials.service.js';
import { LEASES } from './leases/leases.feature.js';
import { REVOCATION } from './revocation/revocation.feature.js';
import { SecretStores } from './secrets/secret-stores.js';
import { SECRETS } from './secrets/secrets.feature.js';
import { ToolSecrets } from './secrets/tool-secrets.js';
import { VALIDATION } from './validation/validation.feature.js';
import { VENDING } from './vending/vending.feature.js';
import { WRAPPING } from './wrapping/wrapping.feature.js';

/** In the order in which the documentation of the API shows them: as a credential lives. */
const FEATURES = [VENDING, VALIDATION, LEASES, REVOCATION, WRAPPING, SECRETS];
const ENTITIES = [Credential, ...FEATURES.flatMap(({ entities = [] }) => entities)];

/** Credentials vended to agents, and the secrets that tools want. */
@Module({
  imports: [TypeOrmModule.forFeature(ENTITIES), AuthModule, PolicyModule, RegistryModule],
  controllers: FEATURES.flatMap(({ controllers = [] }) => controllers),
  providers: [
    ...FEATURES.flatMap(({ providers }) => providers),
    Audiences,
    CredentialFeed,
    CredentialsRepository,
    CredentialsService,
    CredentialTokens,
  ],
  exports: [CredentialsService, SecretStores, ToolSecrets],
})
export class CredentialsModule implements OnApplicationBootstrap {
  constructor(private readonly authMethods: AuthMethodsService) {}

  /** Vended credentials are accepted as bearers through this instance. */
  async onApplicationBootstrap(): Promise<void> {
    await this.authMethods.ensureInstance({ name: 'credential', kind: 'credential', settings: {} });
  }
}
