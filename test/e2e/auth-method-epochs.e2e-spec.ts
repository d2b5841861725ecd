import { ApiClient } from '../support/api-client.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

const ANY = { 'if-match': '*' };
const PASSWORD = 'seven-green-lanterns';
const PATH = '/api/v1/auth-methods/second';
const METHOD = { name: 'second', kind: 'password', settings: {} };

describe('what was got by an auth method', () => {
  let registry: TestRegistry;
  let anybody: ApiClient;
  let admin: ApiClient;

  beforeAll(async () => {
    registry = await startTestRegistry();
    anybody = new ApiClient(registry.url);
    admin = await anybody.login();
    await admin.post('/api/v1/auth-methods', METHOD);
    await admin.post('/api/v1/agents', { name: 'ann', type: 'user', roles: ['user'], password: PASSWORD });
  });
  afterAll(() => registry.close());

  const switchTo = (enabled: boolean) => admin.patch(PATH, { enabled }, ANY);
  const endings: [string, () => Promise<unknown>, number][] = [
    ['ends when the method is disabled and enabled', () => switchTo(false).then(() => switchTo(true)), 401],
    [
      'ends when another method gets its name',
      () => admin.delete(PATH, ANY).then(() => admin.post('/api/v1/auth-methods', METHOD)),
      401,
    ],
    ['goes on when the method stays what it is', () => admin.patch(PATH, { settings: {}, enabled: true }, ANY), 200],
  ];

  it.each(endings)('%s', async (_, change, status) => {
    const credentials = { username: 'ann', password: PASSWORD };
    const login = await anybody.post('/api/v1/auth/token', { method: 'second', credentials, withRefreshToken: true });
    const { accessToken, refreshToken } = login.body;
    await change();
    expect((await anybody.as(accessToken).get('/api/v1/auth/me')).status).toBe(status);
    expect((await anybody.post('/api/v1/auth/refresh', { refreshToken })).status).toBe(status);
    expect((await anybody.post('/api/v1/auth/token', { method: 'second', credentials })).status).toBe(200);
  });
});
