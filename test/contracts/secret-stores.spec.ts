import { SecretStores } from '../../src/credentials/index.js';
import { describeSecretStore } from '../../src/sdk/testing.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';
import { startVaultServer, type VaultServer } from '../support/vault-server.js';

let registry: TestRegistry;
let vault: VaultServer;

beforeAll(async () => {
  vault = await startVaultServer();
  registry = await startTestRegistry({
    variables: {
      VAULT_ADDR: vault.url,
      VAULT_TOKEN: vault.token,
      OUTBOUND_OPERATOR_EXCEPTIONS: `127.0.0.1/32:${vault.port}`,
    },
  });
});

afterAll(async () => {
  await registry.close();
  await vault.close();
});

describe.each(['database', 'vault'])('the secret store %s', (kind) => {
  describeSecretStore(() => registry.app.get(SecretStores).get(kind));
});

it('leaves no installed secret store out that can be written to', () => {
  const stores = registry.app.get(SecretStores).list();
  expect(stores.filter((it) => !it.readOnly).map((it) => it.kind)).toEqual(['database', 'vault']);
});
