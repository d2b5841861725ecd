import type { Feature } from '../../common/feature.js';
import { AgentSecret } from './agent-secret.entity.js';
import { AgentSecretRecords } from './agent-secret-records.js';
import { AgentSecretsRepository } from './agent-secrets.repository.js';
import { DatabaseSecretStore } from './database.secret-store.js';
import { EnvironmentSecretStore } from './environment.secret-store.js';
import { OwnSecretsController } from './own-secrets.controller.js';
import { OwnSecretsService } from './own-secrets.service.js';
import { SecretDisposal } from './secret-disposal.entity.js';
import { SecretDisposalsRepository } from './secret-disposals.repository.js';
import { SecretRecords } from './secret-records.js';
import { SECRET_STORE } from './secret-store.js';
import { SecretStores } from './secret-stores.js';
import { SecretValue } from './secret-value.entity.js';
import { SecretValuesRepository } from './secret-values.repository.js';
import { SecretsController } from './secrets.controller.js';
import { SecretsService } from './secrets.service.js';
import { SecretsSubscriber } from './secrets.subscriber.js';
import { StoredSecrets } from './stored-secrets.js';
import { ToolSecret } from './tool-secret.entity.js';
import { ToolSecrets } from './tool-secrets.js';
import { ToolSecretsRepository } from './tool-secrets.repository.js';
import { ToolUse } from './tool-use.js';
import { UsableSecrets } from './usable-secrets.js';
import { VaultSecretStore } from './vault.secret-store.js';

export const SECRETS: Feature = {
  entities: [AgentSecret, SecretDisposal, SecretValue, ToolSecret],
  controllers: [OwnSecretsController, SecretsController],
  providers: [
    AgentSecretRecords,
    AgentSecretsRepository,
    OwnSecretsService,
    SecretDisposalsRepository,
    SecretRecords,
    SecretStores,
    SecretsService,
    SecretsSubscriber,
    SecretValuesRepository,
    StoredSecrets,
    ToolSecrets,
    ToolSecretsRepository,
    ToolUse,
    UsableSecrets,
    SECRET_STORE.provide(DatabaseSecretStore),
    SECRET_STORE.provide(EnvironmentSecretStore),
    SECRET_STORE.provide(VaultSecretStore),
  ],
};
