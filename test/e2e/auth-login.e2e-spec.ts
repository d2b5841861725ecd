import { ApiClient } from '../support/api-client.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

describe('logging in', () => {
  let registry: TestRegistry;
  let anybody: ApiClient;

  beforeAll(async () => {
    registry = await startTestRegistry();
    anybody = new ApiClient(registry.url);
  });
  afterAll(() => registry.close());

  it('exchanges name and password for an access token that tells who is calling', async () => {
    const credentials = { username: 'admin', password: 'correct-horse-battery' };
    const login = await anybody.post('/api/v1/auth/token', { method: 'password', credentials });
    expect(login).toMatchObject({ status: 200, body: { tokenType: 'Bearer', expiresIn: 900 } });
    const me = await anybody.as(login.body.accessToken).get('/api/v1/auth/me');
    expect(me.body).toMatchObject({
      name: 'admin',
      type: 'user',
      roles: ['admin'],
      permissions: ['*'],
      method: 'password',
    });
  });
});
