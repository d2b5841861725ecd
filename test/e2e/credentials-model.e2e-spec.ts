import fc from 'fast-check';
import { credentialCommands } from '../support/credential-commands.js';
import { type CredentialModel, RestartableRegistry } from '../support/credential-model.js';

let registry: RestartableRegistry;

beforeAll(async () => {
  registry = await RestartableRegistry.start();
});
afterAll(async () => {
  await registry.end();
  jest.restoreAllMocks();
});

describe('the life of credentials', () => {
  it('is what a model of it says, whatever happens in which order', async () => {
    const asModelled = fc.asyncProperty(credentialCommands, async (commands) => {
      await registry.newRun();
      const model: CredentialModel = { credentials: [] };
      await fc.asyncModelRun(() => ({ model, real: registry }), commands);
    });
    // A failure is told as it was found: shrinking it would restart the registry many times.
    await fc.assert(asModelled, { seed: 20_261_122, numRuns: 15, endOnFailure: true });
  }, 120_000);
});
