import { ProofKey } from '../support/dpop.js';
import { type RawHeaders, rawRequest } from '../support/raw-http.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

const ME = '/api/v1/auth/me';

describe('what a request says of its host', () => {
  const PUBLIC_URL = 'https://registry.example/base';
  const FOREIGN = 'elsewhere.example';
  let registry: TestRegistry;
  let key: ProofKey;

  beforeAll(async () => {
    key = await ProofKey.make();
    registry = await startTestRegistry({ variables: { PUBLIC_URL, TRUSTED_PROXIES: '192.0.2.1' } });
  });
  afterAll(() => registry.close());

  it.each<[string, string, RawHeaders, number]>([
    ['the Host header', ME, [['Host', FOREIGN]], 421],
    [
      'a second Host header',
      ME,
      [
        ['Host', 'registry.example'],
        ['Host', FOREIGN],
      ],
      421,
    ],
    ['the target', `http://${FOREIGN}${ME}`, [['Host', 'registry.example']], 401],
    [
      'a forwarded host',
      ME,
      [
        ['Host', 'registry.example'],
        ['X-Forwarded-Host', FOREIGN],
      ],
      401,
    ],
    [
      'a forwarded protocol',
      ME,
      [
        ['Host', 'registry.example'],
        ['X-Forwarded-Proto', 'elsewhere'],
      ],
      401,
    ],
    [
      'the Forwarded header',
      ME,
      [
        ['Host', 'registry.example'],
        ['Forwarded', `host=${FOREIGN}`],
      ],
      401,
    ],
    ['an empty Host header', ME, [['Host', '']], 421],
    ['a user in the Host header', ME, [['Host', `registry.example@${FOREIGN}`]], 421],
  ])('counts for nothing: %s', async (_, target, headers, status) => {
    const reply = await rawRequest(registry.url, 'GET', target, headers);
    expect(reply.status).toBe(status);
    expect(reply.head).not.toContain('elsewhere');
    if (status === 401) {
      expect(reply.head).toContain(`resource_metadata="${PUBLIC_URL}/.well-known/oauth-protected-resource"`);
    }
  });

  it.each([
    ['the public URL', () => PUBLIC_URL, 200],
    ['the Host header', () => 'https://registry.example', 401],
    ['the address listened on', () => registry.url, 401],
  ])('is not what proofs are made for, but the public URL is: %s', async (_, base, status) => {
    const proof = key.proof({ method: 'GET', url: `${base()}/health/live` });
    const headers: RawHeaders = [
      ['Host', 'registry.example'],
      ['DPoP', proof],
    ];
    expect((await rawRequest(registry.url, 'GET', '/health/live', headers)).status).toBe(status);
  });

  it.each(['/health/live', 'http://elsewhere.example/health/live'])('changes no proof for %s', async (target) => {
    const proof = key.proof({ method: 'GET', url: `http://${FOREIGN}/health/live` });
    const headers: RawHeaders = [
      ['Host', 'registry.example'],
      ['X-Forwarded-Host', FOREIGN],
      ['DPoP', proof],
    ];
    expect((await rawRequest(registry.url, 'GET', target, headers)).status).toBe(401);
  });
});
