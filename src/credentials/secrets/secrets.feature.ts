import type { Feature } from '../../common/feature.js';
import { DatabaseSecretStore } from './database.secret-store.js';
import { SecretRecords } from './secret-records.js';
import { SECRET_STORE } from './secret-store.js';
import { SecretStores } from './secret-stores.js';
import { SecretValue } from './secret-value.entity.js';
import { SecretValuesRepository } from './secret-values.repository.js';
import { SecretsController } from './secrets.controller.js';
import { SecretsService } from './secrets.service.js';
import { SecretsSubscriber } from './secrets.subscriber.js';
import { ToolSecret } from './tool-secret.entity.js';
import { ToolSecrets } from './tool-secrets.js';
import { ToolSecretsRepository } from './tool-secrets.repository.js';

export const SECRETS: Feature = {
  entities: [SecretValue, ToolSecret],
  controllers: [SecretsController],
  providers: [
    SecretRecords,
    SecretStores,
    SecretsService,
    SecretsSubscriber,
    SecretValuesRepository,
    ToolSecrets,
    ToolSecretsRepository,
    SECRET_STORE.provide(DatabaseSecretStore),
  ],
};
