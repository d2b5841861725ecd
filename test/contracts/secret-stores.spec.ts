import { describeSecretStore } from '../../src/sdk/testing.js';
import { SecretStores } from '../../src/credentials/index.js';
import { ApiClient } from '../support/api-client.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

let registry: TestRegistry;
let toolIds: [string, string];

beforeAll(async () => {
  registry = await startTestRegistry();
  const admin = await new ApiClient(registry.url).login();
  const register = async (name: string): Promise<string> => {
    const tool = {
      name,
      description: 'A sample.',
      type: 'http',
      endpoint: 'https://tool.example',
      settings: { method: 'GET' },
    };
    return (await admin.post('/api/v1/tools', tool)).body.id;
  };
  toolIds = [await register('one'), await register('other')];
});

afterAll(() => registry.close());

describe('the secret store database', () => {
  describeSecretStore(
    () => registry.app.get(SecretStores).get('database'),
    () => ({
      refs: [
        { toolId: toolIds[0], slot: 'api_key' },
        { toolId: toolIds[1], slot: 'password' },
      ],
    }),
  );
});

it('leaves no installed secret store out', () => {
  expect(
    registry.app
      .get(SecretStores)
      .list()
      .map((it) => it.kind),
  ).toEqual(['database']);
});
