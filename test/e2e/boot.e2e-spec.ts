import { startTestRegistry } from '../support/registry.js';

describe('the registry', () => {
  it('starts on an empty database', async () => {
    const registry = await startTestRegistry();
    expect((await fetch(registry.url)).status).toBe(404);
    await registry.close();
  });
});
