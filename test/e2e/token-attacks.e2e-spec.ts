import { SigningKeys } from '../../src/auth/tokens/signing-keys.js';
import { ApiClient } from '../support/api-client.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';
import { TOKEN_ATTACKS } from '../support/token-attacks.js';
import { TokenForge } from '../support/token-forge.js';

describe('a token that an attacker has made', () => {
  let registry: TestRegistry;
  let anybody: ApiClient;
  let forge: TokenForge;

  beforeAll(async () => {
    registry = await startTestRegistry();
    anybody = new ApiClient(registry.url);
    const { token = '' } = await anybody.login();
    forge = TokenForge.from(token, (await registry.app.get(SigningKeys, { strict: false }).signing()).key);
  });
  afterAll(() => registry.close());

  const status = async (token: string) => (await anybody.as(token).get('/api/v1/auth/me')).status;

  it('is accepted when it is made as we make it', async () => {
    expect(await status(forge.sign())).toBe(200);
  });

  it.each(TOKEN_ATTACKS)('is refused with any of these %s', async (_, attacks) => {
    const answers = await Promise.all(attacks.map(async ([name, make]) => [name, await status(make(forge))]));
    expect(answers.filter(([, answer]) => answer !== 401)).toEqual([]);
  });
});
